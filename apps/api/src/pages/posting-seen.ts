import { html, type Html } from '#print';
import type { View } from './layout.js';
import { dayIn, words } from './words.js';

/** A posting as the API shows it. */
export type Posting = Readonly<{
  step: string;
  kind: 'resolution' | 'result';
  from: string;
  lastDay: string;
  objectionUntil: string;
  proven: object | null;
  void?: boolean;
  interruptions: readonly Readonly<{ from: string; until: string; reason: string }>[];
}>;

/** From when to when it hangs, until when objections are filed, and whether its days are proven. */
export function postingSeen(
  { from, lastDay, objectionUntil, proven, interruptions, ...rest }: Posting,
  view: View,
): Html {
  const { say, language } = view;
  const day = (one: string): string => dayIn(language, one);
  const state = rest.void ? words.voided : proven === null ? words.notProven : words.proven;
  return html`<p>
      ${say(words.postingFrom, { from: day(from), to: day(lastDay) })} ·
      ${say(words.objectUntil, { day: day(objectionUntil) })}
    </p>
    <p class="${proven === null ? 'now' : 'good'}">${say(state)}</p>
    ${interruptions.map(
      (gap) =>
        html`<p class="soft">
          ${say(words.interrupted, { from: day(gap.from), to: day(gap.until), reason: gap.reason })}
        </p>`,
    )}`;
}
