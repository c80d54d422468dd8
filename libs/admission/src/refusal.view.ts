import { defineView } from '#read-models';
import type { AskedTask, RefusalGrounds } from './events.js';
import { idOf, told } from './told.js';

/** What a community answered to a task outside of any admission, and what came of it. */
export type RefusalRow = AskedTask &
  Readonly<{
    id: string;
    status: 'refused' | 'claimed' | 'answered';
    grounds: RefusalGrounds | null;
    /** Why it is refused, or what is claimed. */
    text: string;
    item: string | null;
    catalogVersion: number | null;
    article: string;
    assessmentFlagged: boolean;
    answerBy: string | null;
    outcome: 'provided' | 'notOwed' | null;
    answer: string | null;
    lateDays: number;
    /** Log position of its beginning: the order of lists. */
    begun: number;
    recordedAt: string;
  }>;

const open = { answerBy: null, outcome: null, answer: null, lateDays: 0 } as const;

/** Refusals and claims: the desks of community, department and authority. */
export const refusalView = defineView<RefusalRow>({
  name: 'task_refusal_v1',
  key: 'id',
  columns: {
    ...{ id: 'text', community: 'text', district: 'text', department: 'text', title: 'text', kind: 'text' },
    ...{ askedOn: 'date', status: 'text', grounds: 'text', text: 'text', item: 'text' },
    ...{ catalogVersion: 'integer', article: 'text', assessmentFlagged: 'boolean', answerBy: 'date' },
    ...{ outcome: 'text', answer: 'text', lateDays: 'integer', begun: 'bigint', recordedAt: 'text' },
  },
  indexes: [
    { columns: ['community', 'begun'] },
    { columns: ['department', 'begun'] },
    { columns: ['district', 'begun'] },
  ],
  categories: ['taskRefusal'],
  rows: (event) => [idOf(event)],
  evolve(row, recorded, id) {
    const event = told.refusal(recorded);
    const begun = { id, begun: Number(event.position), recordedAt: event.metadata.at, ...open };
    switch (event.type) {
      case 'UnadmittedTaskReported': {
        const { task, grounds, reason: text, item, catalogVersion, article, assessmentFlagged } = event.data;
        return {
          ...task,
          ...begun,
          status: 'refused',
          grounds,
          text,
          item,
          catalogVersion,
          article,
          assessmentFlagged,
        };
      }
      case 'ConditionsClaimed': {
        const { task, claim: text, item, catalogVersion, article, answerBy } = event.data;
        const claimed = { status: 'claimed', grounds: null, assessmentFlagged: false, answerBy } as const;
        return { ...task, ...begun, ...claimed, text, item, catalogVersion, article };
      }
      case 'ClaimAnswered': {
        const { outcome, answer, lateDays } = event.data;
        return row ? { ...row, status: 'answered', answerBy: null, outcome, answer, lateDays } : null;
      }
      default:
        return row ?? null;
    }
  },
});
