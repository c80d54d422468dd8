import { aggregate, uuidV5, type FactRefs } from '#eventing';
import { noticeDecider, type NoticeState } from './domain/notice.js';
import { noticeBatch } from './domain/notice-batch.js';
import { factsOf } from './domain/facts.js';

type Subject = Readonly<{ decision: string | null; sitting: string | null; community: string | null }>;

const at = (category: string, id: string | null) => (id === null ? undefined : { category, id });

const subject = ({ decision, sitting, community }: Subject): FactRefs => ({
  decision: at('decision', decision),
  sitting: at('sitting', sitting),
  community: at('community', community),
});

const items = (ids: readonly string[]): FactRefs =>
  Object.fromEntries(ids.map((id) => [`item:${id}`, { category: 'decision', id }]));

const batches = (state: NoticeState): FactRefs =>
  state.status === 'raised'
    ? Object.fromEntries(
        state.raised.batches.map(({ batch }) => [`batch:${batch}`, { category: 'noticeBatch', id: batch }]),
      )
    : {};

/** Streams `notice-<id>`. */
export const noticeAggregate = aggregate({
  category: 'notice',
  decider: noticeDecider(uuidV5),
  commands: {
    RaiseNotice: { facts: ({ data }) => subject({ ...data.about, community: null }) },
    AddressNotice: {
      facts: (_, state) => (state.status === 'owed' ? subject(state.owed.about) : {}),
      more: (_, state, facts) => {
        const { community, sitting } = factsOf(facts);
        const agenda = sitting !== undefined && 'items' in sitting.state ? sitting.state.items : [];
        return {
          ...(community?.state.status === 'formed'
            ? { street: at('organization', community.state.parent) }
            : {}),
          ...items(agenda.map(({ decision }) => decision)),
        };
      },
    },
    CloseNotice: { facts: (_, state) => batches(state) },
  },
});

/** Streams `noticeBatch-<id>`. */
export const noticeBatchAggregate = aggregate({
  category: 'noticeBatch',
  decider: noticeBatch,
  commands: { OpenBatch: {}, RecordAttempt: {}, RecordOutcome: {}, RecordOutcomes: {}, LapseBatch: {} },
});
