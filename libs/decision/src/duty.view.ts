import type { Recorded } from '#kernel';
import { defineView, type Matching } from '#read-models';
import { effectsOf, type Effects } from './duty-effects.js';
import type { DutyRow } from './duty-rules.js';
import { idOf, told, type Told } from './told.js';

export type { DutyRole, DutyRow } from './duty-rules.js';

const known = new WeakMap<Recorded, Effects>();

/** Asked once per event, not once per row that it touches. */
function effects(recorded: Recorded): Effects {
  const before = known.get(recorded);
  if (before) return before;
  const now = effectsOf(told(recorded));
  known.set(recorded, now);
  return now;
}

/** What belongs to one step and is over with it; replies stay due, and so does what a sitting waits for. */
const ofOneStep: ReadonlySet<string> = new Set([
  ...['convene', 'checkPosting', 'post', 'attestHanging', 'attestTakingDown', 'closePosting'],
  ...['proceed', 'complete', 'wayOut'],
]);

/** Two persons, one of the supervision committee, and the place is attested. */
function attested(row: DutyRow, event: Told): DutyRow | null {
  if (event.type !== 'HangingAttested' && event.type !== 'TakingDownAttested') return row;
  const { by, supervision } = event.data;
  const attestedBy = [...row.attestedBy.filter((one) => one.by !== by), { by, supervision }];
  return attestedBy.length >= 2 && attestedBy.some((one) => one.supervision) ? null : { ...row, attestedBy };
}

/** Replies stay due when a decision is filed, annulled or withdrawn: whoever asked is answered. */
const isOver = (row: DutyRow): boolean => row.kind !== 'answerObjection';

function after(row: DutyRow, event: Told, { ends, endsBundles, callsBundles, moves, over }: Effects) {
  if (over && isOver(row)) return null;
  if (moves && ofOneStep.has(row.kind)) return null;
  if (ends?.includes(row.duty) || endsBundles?.includes(row.bundle)) return null;
  const called = callsBundles?.includes(row.bundle) ? { ...row, waiting: false } : row;
  return called.kind.startsWith('attest') ? attested(called, event) : called;
}

function attestKeys(event: Told): readonly string[] {
  if (event.type !== 'HangingAttested' && event.type !== 'TakingDownAttested') return [];
  const kind = event.type === 'HangingAttested' ? 'attestHanging' : 'attestTakingDown';
  return [`${idOf(event)}:${kind}:${event.data.step}/${event.data.place}:witness`];
}

/** What waits for whom, by when. */
export const duties = defineView<DutyRow>({
  name: 'duty_v1',
  key: 'duty',
  columns: {
    duty: 'text',
    about: 'text',
    id: 'text',
    kind: 'text',
    ref: 'text',
    bundle: 'text',
    person: 'text',
    role: 'text',
    bodies: 'jsonb',
    dueOn: 'date',
    since: 'text',
    waiting: 'boolean',
    attestedBy: 'jsonb',
  },
  indexes: [{ columns: ['person'] }, { columns: ['role'] }, { columns: ['bundle'] }, { columns: ['id'] }],
  categories: ['decision', 'sitting'],
  rows(recorded) {
    const { opens = [], ends = [] } = effects(recorded);
    return [...new Set([...opens.map((one) => one.duty), ...ends, ...attestKeys(told(recorded))])];
  },
  matching(recorded): readonly Matching[] {
    const { endsBundles = [], callsBundles = [], moves, over } = effects(recorded);
    const bundles = [...endsBundles, ...callsBundles].map((value) => ({ column: 'bundle', value }));
    return moves || over ? [...bundles, { column: 'id', value: idOf(recorded) }] : bundles;
  },
  evolve(row, recorded, key) {
    const effect = effects(recorded);
    const opened = effect.opens?.find((one) => one.duty === key);
    if (opened) return opened;
    return row ? after(row, told(recorded), effect) : null;
  },
});
