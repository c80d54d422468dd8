import { html, type Html } from '#print';
import { ruleSet, type Step } from '#procedure';
import type { View } from './layout.js';
import { words } from './words.js';

type Stands = 'done' | 'now' | 'ahead' | 'stopped';

/** Where a decision stands among the steps of its rule set. */
export type Standing = Readonly<{ ruleSet: string; phase: string; step: string }>;

function standsAt(index: number, current: number, phase: string): Stands {
  if (phase === 'filed' || phase === 'concluded') return 'done';
  if (index !== current) return index < current ? 'done' : 'ahead';
  return ['failed', 'withdrawn', 'annulled'].includes(phase) ? 'stopped' : 'now';
}

/** The steps of a decision, each with how it stands. */
export function stepsOf({
  ruleSet: id,
  phase,
  step,
}: Standing): readonly (Step & Readonly<{ stands: Stands }>)[] {
  const { steps } = ruleSet(id);
  const current = steps.findIndex(({ key }) => key === step);
  return steps.map((one, index) => ({ ...one, stands: standsAt(index, current, phase) }));
}

/** The track of the steps; the small one is a line of colours with the same words for those who listen. */
export function track(standing: Standing, { language, say }: View, small = false): Html {
  return html`<ol class="track ${small ? 'small' : ''}" aria-label="${say(words.steps)}">
    ${stepsOf(standing).map(
      ({ title, stands }) =>
        html`<li class="${stands}">${title[language]}<small class="${stands}">${say(words[stands])}</small></li>`,
    )}
  </ol>`;
}
