import { html, type Html } from '#print';
import type { View } from './layout.js';
import { dayIn, words } from './words.js';

/** An objection as the API shows it to everybody: its text only with the reply. */
export type ObjectionShown = Readonly<{
  objection: string;
  kind: 'objection' | 'query' | 'interpellation';
  filedOn: string;
  replyBy: string;
  answeredOn: string | null;
  lateDays: number;
  text?: string | null;
  reply?: string | null;
}>;

/** An objection with its clock, and its text and reply once it is answered. */
export function objectionCard(one: ObjectionShown, { say, language }: View): Html {
  const day = (of: string): string => dayIn(language, of);
  const { answeredOn, lateDays, text, reply } = one;
  return html`<h3>${say(words[one.kind])}</h3>
    <p class="soft">
      ${say(words.filedOn, { day: day(one.filedOn) })} ·
      ${answeredOn === null ? say(words.replyBy, { day: day(one.replyBy) }) : say(words.answeredOn, { day: day(answeredOn) })}
      ${lateDays > 0 ? html`<span class="tag bad">${say(words.lateDays, { n: lateDays })}</span>` : null}
    </p>
    ${text ? html`<blockquote class="said">${text}</blockquote>` : html`<p class="soft">${say(words.textLater)}</p>`}
    ${reply ? html`<p><strong>${say(words.reply)}</strong></p><p class="said">${reply}</p>` : null}`;
}
