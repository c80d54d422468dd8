import { aggregate, uuidV5, type FactRefs } from '#eventing';
import type { Facts } from '#kernel';
import { noticeDecider } from './domain/notice.js';
import { isClock } from './domain/clock.js';
import type { BatchState } from './domain/batch-state.js';
import { noticeBatch } from './domain/notice-batch.js';
import { concernedBy, factsOf } from './domain/facts.js';
import type { About } from './events.js';

const at = (category: string, id: string | null) => (id === null ? undefined : { category, id });

const subject = ({ decision, sitting, community, admission, refusal }: About): FactRefs => ({
  decision: at('decision', decision),
  sitting: at('sitting', sitting),
  community: at('community', community),
  admission: at('admissionRequest', admission ?? null),
  refusal: at('taskRefusal', refusal ?? null),
});

/** Who decides, who asks and whom it concerns, once the request or the refusal is read. */
function concerned(facts: Facts): FactRefs {
  const found = concernedBy(factsOf(facts));
  if (found === undefined) return {};
  const { department, authority, district, communities } = found;
  return {
    department: at('organization', department),
    authority: at('organization', authority),
    district: at('organization', district),
    ...Object.fromEntries(communities.map((id) => [`target:${id}`, { category: 'community', id }])),
  };
}

const items = (ids: readonly string[]): FactRefs =>
  Object.fromEntries(ids.map((id) => [`item:${id}`, { category: 'decision', id }]));

/** Streams `notice-<id>`. */
export const noticeAggregate = aggregate({
  category: 'notice',
  decider: noticeDecider(uuidV5),
  commands: {
    RaiseNotice: {
      // of a community it is read only what its own clocks say
      facts: ({ data: { about, kind } }) =>
        subject({ ...about, community: isClock(kind) ? about.community : null }),
    },
    AddressNotice: {
      facts: (_, state) => (state.status === 'owed' ? subject(state.owed.about) : {}),
      more: (_, state, facts) => {
        const { community, sitting, street } = factsOf(facts);
        const agenda = sitting !== undefined && 'items' in sitting.state ? sitting.state.items : [];
        return {
          ...(community?.state.status === 'formed'
            ? { street: at('organization', community.state.parent) }
            : {}),
          ...(street?.state.status === 'formed' ? { district: at('organization', street.state.parent) } : {}),
          ...concerned(facts),
          ...items(agenda.map(({ decision }) => decision)),
        };
      },
    },
    ...{ ListRecipients: {}, CountBatch: {} },
  },
});

/** A batch's notice says of which community it is. */
const communityOfNotice = {
  facts: (_: unknown, state: BatchState): FactRefs =>
    state.status === 'none' ? {} : { notice: at('notice', state.notice) },
  more: (_: unknown, __: unknown, facts: Facts): FactRefs => ({
    community: at('community', factsOf(facts).notice?.state.raised?.about.community ?? null),
  }),
};

/** Streams `noticeBatch-<id>`. */
export const noticeBatchAggregate = aggregate({
  category: 'noticeBatch',
  decider: noticeBatch,
  commands: {
    ...{ OpenBatch: {}, RecordAttempt: {}, RecordOutcome: {}, RecordOutcomes: {}, LapseBatch: {} },
    ...{ RecordReceipts: {}, LeaveToDigest: {} },
    RecordToldByHand: communityOfNotice,
    RetryUnreached: communityOfNotice,
  },
});
