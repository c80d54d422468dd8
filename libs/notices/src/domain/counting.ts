import { conflict, invalid, type Issued } from '#kernel';
import type { NoticeCommand, NoticeEvent, Sums } from '../events.js';
import { batchSize } from './notice-batch.js';
import { evolveNotice, fullSums, sumOf, type NoticeState, type RaisedNotice } from './notice-state.js';

type Command<T extends NoticeCommand['type']> = Issued<Extract<NoticeCommand, { type: T }>>;

/** At most so many persons of a list are frozen by one event, which must stay far below 1 MiB. */
export const pageSize = 20 * batchSize;

/** Persons in batches of at most 500, under ids derived from the command. */
export const batchesOf = (
  recipients: readonly string[],
  { commandId, idOf }: Readonly<{ commandId: string; idOf: (name: string) => string }>,
) =>
  Array.from({ length: Math.ceil(recipients.length / batchSize) }, (_, index) => ({
    batch: idOf(`${commandId}/batch/${index}`),
    recipients: recipients.slice(index * batchSize, (index + 1) * batchSize),
  }));

/** The next page of a list: in the order of ids, each once, none before the last one listed. A page that was listed before changes nothing. */
export function list(
  { data, commandId }: Command<'ListRecipients'>,
  state: RaisedNotice,
  idOf: (name: string) => string,
): readonly NoticeEvent[] {
  if (state.listed === undefined || state.listed !== data.after) return [];
  const { recipients, after, last } = data;
  if (recipients.length > pageSize || (recipients.length === 0 && !last))
    return invalid(
      'notice.pageSize',
      `一页须有 1 至 ${pageSize} 人，最后一页可以没有人`,
      `A page holds 1 to ${pageSize} persons; the last one may hold none`,
      { article: 'procedures §6' },
    );
  const inOrder = recipients.every((person, at) => person > (recipients[at - 1] ?? after ?? ''));
  if (!inOrder)
    return conflict(
      'notice.pageOrder',
      '名单须按编号升序，接在上一页之后，一人一次',
      'A list goes on in the order of ids after the page before, each person once',
      { article: 'procedures §6' },
    );
  const batches = batchesOf(recipients, { commandId, idOf });
  const listed: NoticeEvent = {
    type: 'RecipientsListed',
    data: { batches, number: state.batches.length, more: !last, purposeEnds: state.raised.purposeEnds },
  };
  return withEnds(state, [listed]);
}

const alike = (a: Required<Sums>, b: Required<Sums> | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof Sums)[]).every((name) => a[name] === b[name]);

/** The sums of a batch, where they are new; a robot's batch is none of the notice's own. */
export function count({ data }: Command<'CountBatch'>, state: RaisedNotice): readonly NoticeEvent[] {
  const { batch, ...sums } = data;
  if (!state.batches.includes(batch) || alike(fullSums(sums), state.counted[batch])) return [];
  return withEnds(state, [{ type: 'BatchCounted', data }]);
}

/**
 * The events, and what they bring about: told, once the share is reached that the rule set asks; closed, once every
 * recipient has an outcome, and not before (listmonk#1802). Whoever wants the digest counts as told: the day's digest is a notice of its own.
 */
export function withEnds(before: NoticeState, events: readonly NoticeEvent[]): readonly NoticeEvent[] {
  const state = events.reduce(evolveNotice, before);
  if (!('raised' in state) || state.listed !== undefined) return events;
  const sum = sumOf(state);
  const { sent, byHand, digest, failed, lapsed, possiblyTwice } = sum;
  const told = sent + byHand + digest;
  const { value: share, source } = state.raised.share ?? everybody;
  const ends: NoticeEvent[] = [];
  if (!state.told && state.recipients > 0 && told * share.den >= state.recipients * share.num)
    ends.push({ type: 'NoticeTold', data: { told, recipients: state.recipients, share, source } });
  if (state.status === 'raised' && state.batches.every((batch) => batch in state.counted))
    ends.push({ type: 'NoticeClosed', data: { told: sent, failed, lapsed, possiblyTwice, byHand, digest } });
  return [...events, ...ends];
}

/** Where no rule set asks for less: our own default. */
const everybody = { value: { num: 1, den: 1 }, source: '设计默认:全部告知' } as const;
