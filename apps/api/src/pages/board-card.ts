import { html, type Html } from '#print';
import type { Words } from '#procedure';
import type { View } from './layout.js';
import { track } from './track.js';
import { dayIn, phaseWords, words, yuanOf } from './words.js';

/** A line of the board, as `GET /api/communities/{id}/board` gives it. */
export type BoardLine = Readonly<{
  decision: string;
  title: string;
  ruleSet: string;
  phase: string;
  step: string;
  openedOn: string;
  amountFen: number | null;
  late: readonly string[];
  verdicts: readonly Readonly<{ step: string; carried: boolean; arithmetic: Words; article: string }>[];
}>;

const tones: Readonly<Record<string, string>> = {
  failed: 'bad',
  withdrawn: 'bad',
  annulled: 'bad',
  filed: 'good',
};

/** Where a decision stands, in a word. */
export const phaseTag = (phase: string, { say }: View): Html =>
  html`<span class="tag ${tones[phase] ?? 'now'}">${say(phaseWords[phase] ?? { zh: phase, en: phase })}</span>`;

/** A matter on a list: title, where it stands, and its last verdict with the arithmetic. */
export function boardCard(line: BoardLine, view: View): Html {
  const { say, language } = view;
  const last = line.verdicts.at(-1);
  return html`<h3><a href="/d/${line.decision}">${line.title}</a></h3>
    <p>
      ${phaseTag(line.phase, view)}${line.late.length === 0 ? null : html`<span class="tag bad">${say(words.late)}</span>`}
      <span class="soft">
        ${say(words.opened, { day: dayIn(language, line.openedOn) })}${line.amountFen === null ? null : ` · ${yuanOf(line.amountFen)}`}
      </span>
    </p>
    ${track(line, view, true)}
    ${
      last === undefined
        ? null
        : html`<p class="${last.carried ? 'good' : 'bad'}">${last.arithmetic[language]}</p>`
    }`;
}
