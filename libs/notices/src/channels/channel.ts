import type { QuietHours } from '../domain/quiet.js';
import type { FailureClass } from '../events.js';
import type { Composed } from '../templates/composed.js';

/** One sending: the text as it goes out, to at most the channel's group size. Addresses are not in it. */
export type Group = Readonly<{
  attempt: string;
  /** The attempt of unknown outcome that this one repeats; null when it repeats none. */
  repeats: string | null;
  /** The batch that it is of. */
  batch: string;
  notice: string;
  possiblyTwice: boolean;
  text: Readonly<{ zh: string; en: string }>;
  message: Composed;
  recipients: readonly string[];
  /** Those among them whom the channel has failed for so long that another one is tried besides. */
  waiting?: readonly string[];
}>;

/** Hours of temporary failures after which a person is tried by the next channel too; the number is ours. */
export const patienceHours = 6;

/**
 * What became of one person of a group. `reason` is a code, never personal text; `retryAfter`: seconds that the
 * provider asked to wait; `unknown`: it may have gone out or not (bcgov/entity#20354).
 */
export type Told =
  | Readonly<{ state: 'sent'; providerId?: string }>
  | Readonly<{ state: 'failed'; class: FailureClass; reason: string; retryAfter?: number }>
  | Readonly<{ state: 'unknown'; reason: string }>;

/** `hash`: SHA-256 of the text that went out, lower-case hex. `each`: by person id; without it everybody was told. */
export type Sent = Readonly<{ hash: string; each?: Readonly<Record<string, Told>> }>;

/** A way to tell people, and what it can. */
export type Channel = Readonly<{
  name: string;
  /** Most persons in one sending. */
  groupSize: number;
  /** Whether it writes to each person by himself; one that does not never closes a person's delivery, if it is a robot's. */
  personal: boolean;
  /** Whether the provider reports delivery afterwards, by a signed callback. */
  receipts: boolean;
  /** Milliseconds that one sending may take; after them its outcome is unknown. */
  timeOut: number;
  /** Most messages a second; the channel itself keeps to it. */
  perSecond: number;
  /** Hours from the first attempt in which a temporary failure is tried again; null: a number of tries instead. */
  retryFor: number | null;
  /** Hours in which it wakes nobody: what can wait does. */
  quiet?: QuietHours;
  /** Resolves with what is certain; NotSent when certainly nothing went out; any other error leaves all unknown. */
  send(group: Group): Promise<Sent>;
  /** Whether an attempt of unknown outcome went out, where the channel can tell; by the id of the first of its repeats. */
  asks?(attempt: string): Promise<Readonly<{ hash: string | null }> | 'unknown'>;
}>;

/** How long a temporary failure is tried again over a network, in hours from the first attempt. */
export const retryHours = 72;

/** What a provider recognises a repeated sending by: the id of the first attempt of its repeats. */
export const firstAttempt = ({ attempt, repeats }: Pick<Group, 'attempt' | 'repeats'>): string =>
  repeats ?? attempt;

/** Nothing was begun, since the server or the queue before it left too little time. */
export const notBegun: Told = { state: 'failed', class: 'temporary', reason: 'tooSlow' };

/** The contacts could not be opened: log or keys are away. */
export const contactsAway: Told = { state: 'failed', class: 'technical', reason: 'contactsAway' };

/** The same outcome for everybody of a group, by person id. */
export const forAll = (recipients: readonly string[], told: Told): Readonly<Record<string, Told>> =>
  Object.fromEntries(recipients.map((person) => [person, told]));

/**
 * The group certainly did not go out. Any other error of `send` means that nobody knows, and the attempt stays without
 * outcome: a time-out after acceptance must not look like a failure (bcgov/entity#20354).
 */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  constructor(
    /** A code, never personal text. */
    readonly reason: string,
    readonly forGood = false,
    options?: ErrorOptions,
  ) {
    super(`not sent: ${reason}`, options);
  }
}
