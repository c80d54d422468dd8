import { decision, sitting, type DecisionState, type SittingState } from '#decision';
import { factsOf, type DecisionFact, type SittingFact } from './facts.js';
import { personsOf } from './recipients.js';

/** That these compile is the test: what is read here of a decision or a sitting is what their states hold. */
const readDecision = (state: DecisionState): DecisionFact => state;
const readSitting = (state: SittingState): SittingFact => state;

describe('facts of a notice', () => {
  it('of streams that do not exist name nobody', () => {
    const at = (state: unknown) => ({ stream: 's', revision: -1, state });
    const facts = factsOf({
      decision: at(readDecision(decision.initialState)),
      sitting: at(readSitting(sitting.initialState)),
      community: at({ status: 'none' }),
      street: at({ status: 'none' }),
    });
    const asked = { ballot: null, objection: null, day: '2026-03-02' };
    const all = ['roll', 'called', 'conveners', 'supervision', 'street', 'objector'] as const;
    expect(all.flatMap((audience) => personsOf(audience, facts, asked))).toEqual([]);
  });
});
