import type { Reader } from '#decision';
import { belongs, type Audience } from './reading-filter.js';

/** These fields for that audience. */
export const to = <A extends Audience, K extends string>(
  audience: A,
  ...names: readonly K[]
): Readonly<Record<K, A>> => Object.fromEntries(names.map((name) => [name, audience])) as Record<K, A>;
/** These fields for everybody. */
export const all = <K extends string>(...names: readonly K[]) => to('public', ...names);

type Aid = Readonly<{ aid: boolean }>;
type Filed = Readonly<{ by: string | null; answeredOn: string | null }>;

/** Whether it is the reader himself. */
export const isOwn = (reader: Reader, person: string | null): boolean =>
  reader.person !== null && reader.person === person;

/** An aid matter's plan names who is in need: nothing of it beyond the bodies concerned (R§6; 个人信息保护法 §25). */
export const unlessAid = (reader: Reader, _beside: unknown, whole: Aid): boolean =>
  !whole.aid || belongs.seated(reader);

/** Whether the reader is shown an objection as it was written, without blackouts. */
export const seesWhole = (reader: Reader, { by }: Readonly<{ by: string | null }>): boolean =>
  belongs.within(reader) || isOwn(reader, by);

export const objection = {
  ...all('objection', 'step', 'kind', 'interpellation', 'filedOn', 'replyBy', 'provisional'),
  ...all('reply', 'blackouts', 'outcome', 'answeredOn', 'lateDays', 'escalations'),
  receipt: (reader: Reader, one: Filed) => isOwn(reader, one.by),
  by: seesWhole,
  contact: (reader: Reader, one: Filed) => belongs.organ(reader) || isOwn(reader, one.by),
  // With the answer the text is public, third persons blacked out.
  text: (reader: Reader, one: Filed) => one.answeredOn !== null || seesWhole(reader, one),
} as const;

/** Counts stand in the row only from the close on; papers never leave the row but as one's own. */
export const ballot = {
  ...all('ballot', 'decision', 'number', 'sitting', 'step', 'body', 'heldOn', 'form', 'kind'),
  ...all('options', 'seats'),
  ...all('teller', 'scrutineer', 'planVersion', 'planHash', 'roll', 'recused', 'quorum', 'alsoQuorum'),
  ...all('authorization', 'countsEntered', 'open', 'counts', 'tally', 'verdict', 'elected', 'tied'),
  ...all('recounts'),
  ...to('seated', 'present', 'departed', 'voted', 'missing'),
  own: 'signedIn',
} as const;

export const boardLine = {
  ...all('decision', 'community', 'title', 'category', 'ruleSet', 'aid', 'amountFen', 'phase', 'step'),
  ...all('late'),
  ...all('openedOn', 'movedAt', 'verdicts', 'postingLastDay', 'postingProven', 'resultPostingBy'),
  ...all('objectionsOpen', 'replyDue', 'replies', 'lateReplies', 'postedLateDays', 'escalations'),
} as const;

/** Who filed an objection or took it further is not told by the history; who voted or came, to those who sit there. */
const anonymous = ['ObjectionFiled', 'ObjectionEscalated'];
const amongUs = ['VoteCast', 'ArrivalRecorded', 'DepartureRecorded', 'DepartureNoted'];
const actor = (reader: Reader, { type }: Readonly<{ type: string }>): boolean =>
  !anonymous.includes(type) && (!amongUs.includes(type) || belongs.seated(reader));

export const history = {
  asks: 'public',
  fields: {
    events: {
      ...all('event', 'stream', 'revision', 'position', 'at', 'type', 'summary'),
      ...{ by: actor, seat: actor },
    },
    next: 'public',
  },
} as const;
