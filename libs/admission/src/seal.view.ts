import { defineView } from '#read-models';
import type { SealBasis, SealUse } from './events.js';
import { idOf, told } from './told.js';

/** One entry of a seal register. */
export type SealUseRow = SealUse &
  Omit<SealBasis, 'article'> &
  Readonly<{
    key: string;
    community: string;
    number: number;
    status: 'requested' | 'refused' | 'approved' | 'declined' | 'stamped';
    article: string;
    grounds: string | null;
    enteredBy: string;
    approvedBy: string | null;
    stampedBy: string | null;
    stampedCopies: number | null;
    appliedAt: string;
    movedAt: string;
    /** Log position of its entry: the order of lists. */
    begun: number;
  }>;

/** The register of every seal: who applied, approved and stamped, what, on what basis, in how many copies. */
export const sealUseView = defineView<SealUseRow>({
  name: 'seal_use_v1',
  key: 'key',
  columns: {
    ...{ key: 'text', community: 'text', number: 'integer', district: 'text', kind: 'text', matter: 'text' },
    ...{ addressee: 'text', applicant: 'text', documentHash: 'text', copies: 'integer' },
    ...{ publicInterest: 'boolean', decision: 'text', answer: 'text', list: 'text', item: 'text' },
    ...{ catalogVersion: 'integer', article: 'text', status: 'text', grounds: 'text', enteredBy: 'text' },
    ...{ approvedBy: 'text', stampedBy: 'text', stampedCopies: 'integer', appliedAt: 'text' },
    ...{ movedAt: 'text', begun: 'bigint' },
  },
  indexes: [{ columns: ['community', 'begun'] }, { columns: ['applicant', 'begun'] }],
  categories: ['sealRegister'],
  rows(recorded) {
    const { data } = told.seal(recorded);
    return 'number' in data ? [`${idOf(recorded)}:${data.number}`] : [];
  },
  evolve(row, recorded, key) {
    const event = told.seal(recorded);
    const { at } = recorded.metadata;
    switch (event.type) {
      case 'SealUseRequested':
      case 'SealUseRefused': {
        const { number, use, basis, by: enteredBy } = event.data;
        const entered = { key, community: idOf(event), number, enteredBy, appliedAt: at, movedAt: at };
        return {
          ...{ ...use, ...basis, ...entered, begun: Number(event.position) },
          ...{ status: event.type === 'SealUseRequested' ? 'requested' : 'refused' },
          ...{ grounds: null, approvedBy: null, stampedBy: null, stampedCopies: null },
        };
      }
      case 'SealUseApproved':
        return row ? { ...row, status: 'approved', approvedBy: event.data.by, movedAt: at } : null;
      case 'SealUseDeclined':
        return row ? { ...row, status: 'declined', grounds: event.data.grounds, movedAt: at } : null;
      case 'DocumentStamped': {
        const { by: stampedBy, copies: stampedCopies } = event.data;
        return row ? { ...row, status: 'stamped', stampedBy, stampedCopies, movedAt: at } : null;
      }
      default:
        return row ?? null;
    }
  },
});

/** The seal of a community: who keeps it, and whether it is lost. */
export type SealRow = Readonly<{
  community: string;
  custodian: string | null;
  since: string | null;
  previous: string | null;
  /** Days by which it was handed over too late. */
  lateDays: number;
  lostOn: string | null;
  noticeUntil: string | null;
  replacedOn: string | null;
}>;

/** A seal that nobody keeps yet. */
export const unkept: Omit<SealRow, 'community'> = {
  ...{ custodian: null, since: null, previous: null, lateDays: 0 },
  ...{ lostOn: null, noticeUntil: null, replacedOn: null },
};

/** Where every seal is. */
export const sealView = defineView<SealRow>({
  name: 'seal_v1',
  key: 'community',
  columns: {
    ...{ community: 'text', custodian: 'text', since: 'date', previous: 'text', lateDays: 'integer' },
    ...{ lostOn: 'date', noticeUntil: 'date', replacedOn: 'date' },
  },
  categories: ['sealRegister'],
  rows: (event) => (['SealEntrusted', 'SealLost', 'SealReplaced'].includes(event.type) ? [idOf(event)] : []),
  evolve(before, recorded, community) {
    const event = told.seal(recorded);
    const row = before ?? { community, ...unkept };
    switch (event.type) {
      case 'SealEntrusted': {
        const { custodian, on: since, previous, lateDays } = event.data;
        return { ...row, custodian, since, previous, lateDays };
      }
      case 'SealLost':
        return { ...row, lostOn: event.data.lostOn, noticeUntil: event.data.noticeUntil, replacedOn: null };
      case 'SealReplaced':
        return { ...row, replacedOn: event.data.cutOn };
      default:
        return row;
    }
  },
});
