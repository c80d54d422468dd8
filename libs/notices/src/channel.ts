/** One sending: the text as it goes out, to at most the channel's group size. */
export type Group = Readonly<{
  attempt: string;
  notice: string;
  possiblyTwice: boolean;
  text: Readonly<{ zh: string; en: string }>;
  recipients: readonly string[];
}>;

/** A way to tell people. `send` resolves only when the group is certainly on its way. */
export type Channel = Readonly<{
  name: string;
  groupSize: number;
  /** Whether it writes to each person by himself. */
  personal: boolean;
  send(group: Group): Promise<Readonly<{ hash: string }>>;
  /** Whether an attempt of unknown outcome went out, where the channel can tell. */
  asks?(attempt: string): Promise<Readonly<{ hash: string }> | 'unknown'>;
}>;

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
