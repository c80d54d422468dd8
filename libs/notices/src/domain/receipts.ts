import { missing, type Issued } from '#kernel';
import type { NoticeBatchCommand, NoticeBatchEvent, ReceiptState } from '../events.js';
import type { Batch } from './batch-state.js';

type Command = Issued<Extract<NoticeBatchCommand, { type: 'RecordReceipts' }>>;

const rank: Readonly<Record<ReceiptState, number>> = { delivered: 0, bounced: 1, complained: 2 };
const isWorse = (state: ReceiptState, was: ReceiptState | undefined): boolean =>
  was === undefined || rank[state] > rank[was];

/**
 * RecordReceipts: what the provider reports of the last message to each person. The worse stays in whatever order they
 * come, the same again changes nothing, and one of an earlier try is let go. Refused where the batch knows none of them.
 */
export function recordReceipts({ data }: Command, batch: Batch): readonly NoticeBatchEvent[] {
  const worst = new Map<string, ReceiptState>();
  for (const { attempt, state } of data.receipts)
    if (isWorse(state, worst.get(attempt))) worst.set(attempt, state);
  const found = [...worst].map(([attempt, state]) => ({
    ...{ attempt, state },
    persons: Object.entries(batch.recipients).filter(([, { told }]) => told === attempt),
  }));
  if (found.every(({ persons }) => persons.length === 0))
    missing(
      'receipt.attemptUnknown',
      '回执所指的发送不存在；请使用发送时给出的回执号',
      'There is no attempt of this reference; use the one that was given with the message',
    );
  return found.flatMap(({ attempt, state, persons }) => {
    const recipients = persons
      .filter(([, { receipt }]) => isWorse(state, receipt))
      .map(([person]) => person)
      .sort();
    return recipients.length === 0
      ? []
      : [{ type: 'ReceiptRecorded' as const, data: { attempt, recipients, state } }];
  });
}
