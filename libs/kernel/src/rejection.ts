/** Why a command was refused. `kind` tells the edge which HTTP status fits. */
export type RejectionKind =
  | 'invalid' // 422: the command contradicts a rule whatever the state
  | 'forbidden' // 403: this person may not
  | 'conflict' // 409: the state does not allow it now
  | 'missing'; // 404: nothing there

/** A refusal in words: what is wrong, which rule says so, what to do; in Chinese and English. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  constructor(
    /** Stable, dotted, e.g. `decision.quorumNotMet`. */
    readonly code: string,
    readonly kind: RejectionKind,
    readonly text: Readonly<{ zh: string; en: string }>,
    /** The article or source that says so, e.g. `居委会组织法 §29`. */
    readonly article?: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${text.en}`);
  }
}

type Refusal = Readonly<{
  article?: string;
  details?: Record<string, unknown>;
}>;

const refuse =
  (kind: RejectionKind) =>
  (code: string, zh: string, en: string, { article, details }: Refusal = {}): never => {
    throw new Rejection(code, kind, { zh, en }, article, details);
  };

/** Throws a Rejection: the state does not allow the command now (409). */
export const conflict: (code: string, zh: string, en: string, more?: Refusal) => never = refuse('conflict');
/** Throws a Rejection: the command breaks a rule whatever the state (422). */
export const invalid: (code: string, zh: string, en: string, more?: Refusal) => never = refuse('invalid');
/** Throws a Rejection: this person may not do this (403). */
export const forbidden: (code: string, zh: string, en: string, more?: Refusal) => never = refuse('forbidden');
/** Throws a Rejection: what the command names does not exist (404). */
export const missing: (code: string, zh: string, en: string, more?: Refusal) => never = refuse('missing');
