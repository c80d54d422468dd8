import { never } from '#kernel';
import type { NoticeEvent, Sums } from '../events.js';

type Of<T extends NoticeEvent['type']> = Extract<NoticeEvent, { type: T }>['data'];
export type Owed = Of<'NoticeOwed'>;
export type Raised = Of<'NoticeRaised'>;

/** A notice whose first persons are frozen. */
export type RaisedNotice = Readonly<{
  status: 'raised' | 'closed';
  raised: Raised;
  /** All batches, also those of a list that went on, and how many persons they hold. */
  batches: readonly string[];
  recipients: number;
  /** The last person of a list that goes on; null before the first page, undefined when it is over. */
  listed: string | null | undefined;
  /** What became of the batches that were counted. */
  counted: Readonly<Record<string, Required<Sums>>>;
  told: boolean;
}>;

/** `owed`: somebody must be told, the persons are not found yet. `raised`: persons frozen, batches under way. */
export type NoticeState =
  Readonly<{ status: 'none' }> | Readonly<{ status: 'owed'; owed: Owed }> | RaisedNotice;

const sizeOf = (batches: Raised['batches']): number =>
  batches.reduce((sum, { recipients }) => sum + recipients.length, 0);

/** Sums with none where nothing was said of them. */
export const fullSums = ({ sent, failed, lapsed, possiblyTwice, byHand = 0, digest = 0 }: Sums) => ({
  ...{ sent, failed, lapsed, possiblyTwice, byHand, digest },
});

/** The sums of all batches that were counted. */
export function sumOf({ counted }: RaisedNotice): Required<Sums> {
  const sum = fullSums({ sent: 0, failed: 0, lapsed: 0, possiblyTwice: 0 });
  for (const one of Object.values(counted))
    for (const name of Object.keys(sum) as (keyof Sums)[]) sum[name] += one[name];
  return sum;
}

/** A notice after one more event. */
export function evolveNotice(state: NoticeState, event: NoticeEvent): NoticeState {
  switch (event.type) {
    case 'NoticeOwed':
      return { status: 'owed', owed: event.data };
    case 'NoticeRaised': {
      const { batches, more } = event.data;
      return {
        ...{ status: 'raised', raised: event.data, counted: {}, told: false },
        ...{ batches: batches.map(({ batch }) => batch), recipients: sizeOf(batches) },
        listed: more ? null : undefined,
      };
    }
    default:
      return 'raised' in state ? evolveRaised(state, event) : state;
  }
}

type Later = Exclude<NoticeEvent, { type: 'NoticeOwed' | 'NoticeRaised' }>;

function evolveRaised(state: RaisedNotice, event: Later): RaisedNotice {
  switch (event.type) {
    case 'RecipientsListed': {
      const { batches, more } = event.data;
      return {
        ...state,
        batches: [...state.batches, ...batches.map(({ batch }) => batch)],
        recipients: state.recipients + sizeOf(batches),
        listed: more ? (batches.at(-1)?.recipients.at(-1) ?? state.listed) : undefined,
      };
    }
    case 'BatchCounted': {
      const { batch, ...sums } = event.data;
      return { ...state, counted: { ...state.counted, [batch]: fullSums(sums) } };
    }
    case 'NoticeTold':
      return { ...state, told: true };
    case 'NoticeClosed':
      return { ...state, status: 'closed' };
    default:
      return never(event);
  }
}
