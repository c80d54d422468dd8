import { hash } from 'node:crypto';

const mostKept = 10_000;

type Proven = Readonly<{ person: string; until: number }>;

/** Tokens proven a moment ago, by their digest; verifying a signature costs a fifth of a command. */
export class ProvenTokens {
  readonly #kept = new Map<string, Proven>();

  /** `believedMs`: so long a token proven once is believed without asking again: what its issuer withdraws ends with it. */
  constructor(private readonly believedMs: number) {}

  /** Whom the token proves; `prove` is asked where that is not known, and gives the token's own end in seconds. */
  async personOf(
    token: string,
    prove: () => Promise<Readonly<{ person: string; exp: number }>>,
  ): Promise<string> {
    const digest = hash('sha256', token, 'base64url');
    const known = this.#kept.get(digest);
    if (known && Date.now() < known.until) return known.person;
    this.#kept.delete(digest);
    const { person, exp } = await prove();
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= mostKept) this.#kept.delete(oldest);
    this.#kept.set(digest, { person, until: Math.min(Date.now() + this.believedMs, exp * 1000) });
    return person;
  }

  /** Believes nothing of this person any more. */
  forget(person: string): void {
    for (const [digest, known] of this.#kept) if (known.person === person) this.#kept.delete(digest);
  }
}
