import type { ReceiptState, Sums } from '../events.js';

/** What is known of one person of a batch. `doubtful`: an attempt ended unknown, so telling again may be telling twice. */
export type Addressee = Readonly<{
  state: 'open' | 'trying' | 'sent' | 'failed' | 'lapsed' | 'byHand' | 'digest';
  tries: number;
  doubtful: boolean;
  /** When the first try that counts was made, and before when the next one is not due. */
  since?: string;
  retryAt?: string;
  /** Where receipts come: by which attempt the provider knows the last message, and the worst that it said of it. */
  told?: string;
  receipt?: ReceiptState;
  /** Of a doubtful one: the first attempt that ended unknown, by which a provider knows a repeat. */
  repeats?: string;
}>;

/** An attempt that has no outcome yet. */
export type Running = Readonly<{
  attempt: string;
  worker: string;
  recipients: readonly string[];
  possiblyTwice: boolean;
  /** The first attempt of those that it repeats. */
  repeats?: string;
}>;

/** A batch that was opened. */
export type Batch = Readonly<{
  status: 'open' | 'done';
  notice: string;
  channel: string;
  purposeEnds: string | null;
  groupSize: number;
  retryFor?: number;
  personal?: false;
  number?: number;
  receipts?: true;
  recipients: Readonly<Record<string, Addressee>>;
  attempts: number;
  running: Running | null;
  /** The operator must mend the channel: how often it was found broken in a row, and when it is tried again. */
  halted?: Readonly<{ times: number; until: string }>;
}>;

export type BatchState = Readonly<{ status: 'none' }> | Batch;

/** The persons still to be tried, in order. */
export const openOf = (batch: Batch): readonly string[] =>
  Object.keys(batch.recipients)
    .filter((person) => batch.recipients[person]?.state === 'open')
    .sort();

/** Whether the channel was found broken and is not due to be tried again. */
export const isHalted = ({ halted }: Batch, now: string | undefined): boolean =>
  now !== undefined && halted !== undefined && Date.parse(halted.until) > Date.parse(now);

/**
 * The next group to be tried, without those whom this hold has tried in vain and those who are not due yet. The doubtful go by themselves, so that
 * the mark does not spread to others.
 */
export function nextGroup(
  batch: Batch,
  inVain: ReadonlySet<string> = new Set(),
  now?: string,
): readonly string[] {
  if (isHalted(batch, now)) return [];
  const open = openOf(batch).filter((person) => !inVain.has(person) && isDue(batch, person, now));
  const doubtful = open.filter((person) => batch.recipients[person]?.doubtful);
  const first = repeatsOf(batch, doubtful.slice(0, 1));
  const alike = doubtful.filter((person) => (batch.recipients[person]?.repeats ?? null) === first);
  return (doubtful.length > 0 ? alike : open).slice(0, batch.groupSize);
}

/** The attempt that a group would repeat: that of its first person; null when it repeats none. */
export const repeatsOf = ({ recipients }: Batch, [first = '']: readonly string[]): string | null =>
  recipients[first]?.repeats ?? null;

function isDue({ recipients }: Batch, person: string, now: string | undefined): boolean {
  const retryAt = recipients[person]?.retryAt;
  return now === undefined || retryAt === undefined || Date.parse(retryAt) <= Date.parse(now);
}

/** Whether nobody of the batch waits any more. */
export const doneWith = (batch: Batch): boolean =>
  Object.values(batch.recipients).every(({ state }) => state !== 'open' && state !== 'trying');

/** What became of the persons of a batch so far. */
export function counts(batch: Batch): Required<Sums> {
  const all = Object.values(batch.recipients);
  const of = (state: Addressee['state']) => all.filter((one) => one.state === state).length;
  return {
    sent: of('sent'),
    failed: of('failed'),
    lapsed: of('lapsed'),
    byHand: of('byHand'),
    digest: of('digest'),
    possiblyTwice: all.filter((one) => one.state === 'sent' && one.doubtful).length,
  };
}
