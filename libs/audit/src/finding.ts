/** What a verifier found wrong, by name; both verifiers use the same names. */
export type FindingName =
  /** A value differs from what was hashed. */
  | 'edited'
  /** An event stands in a log or stream in which it did not stand. */
  | 'inserted'
  /** An event that stood there does not any more. */
  | 'removed'
  /** The same events stand in another order. */
  | 'reordered'
  /** An event stands under another stream than its own. */
  | 'swapped'
  /** Revisions of a stream are not 0, 1, 2 … without a gap. */
  | 'gap'
  /** The log is shorter than it was. */
  | 'tailCut'
  /** Two checkpoints of one log of which neither extends the other. */
  | 'fork'
  /** The checkpoint is not signed by its log, or is none. */
  | 'forgedCheckpoint'
  /** Fewer witnesses cosigned than the policy asks. */
  | 'unwitnessed'
  /** The verdict does not follow from tally and rule. */
  | 'wrongVerdict'
  /** The file itself is not what it says. */
  | 'malformed';

/** One finding: what, where (stream and revision, or place in the log), in words. */
export type Finding = Readonly<{ name: FindingName; where: string; what: string }>;

export const finding = (name: FindingName, where: string, what: string): Finding => ({ name, where, what });
