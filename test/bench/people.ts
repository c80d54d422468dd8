import { dayOf } from '#procedure';
import type { Folder } from '../../apps/cli/src/folder.js';
import { openSession, type Session } from '../../apps/cli/src/session.js';
import { signToken } from '../../apps/cli/src/tokens.js';
import { formCouncil, openMatters, type Council, type OpenMatter } from '../stack/council.js';
import { Asking } from './http.js';

const yes = { paper: { kind: 'yesNo', choice: 'yes' } };

/** A council on a running deployment, and what its members do by HTTP. */
export class People {
  readonly #tokens = new Map<string, string>();
  readonly #http: Asking;

  private constructor(
    readonly session: Session,
    readonly council: Council,
    readonly day: string,
    url: string,
  ) {
    this.#http = new Asking(url);
  }

  /** Seats a council on the deployment of this folder, whose API answers at the address. */
  static async on(folder: Folder, url: string, size = 30): Promise<People> {
    const session = await openSession(folder);
    const day = dayOf(new Date().toISOString());
    const people = new People(
      session,
      await formCouncil(session.engine, { name: 'bench', day, size }),
      day,
      url,
    );
    for (const person of people.council.members)
      people.#tokens.set(person, (await signToken(folder, person, `bench-${person}`, 12)).token);
    return people;
  }

  /** Opens matters with an open ballot, five in each sitting. */
  matters(prefix: string, count: number): Promise<readonly OpenMatter[]> {
    return openMatters(this.session.engine, this.council, { prefix, count, day: this.day, perSitting: 5 });
  }

  get(person: string, path: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#http.must(path, this.#tokens.get(person) ?? '');
  }

  vote(person: string, decision: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#http.must(`/api/decisions/${decision}/ballots/1/votes`, this.#tokens.get(person) ?? '', yes);
  }

  async leave(): Promise<void> {
    this.#http.close();
    await this.session.close();
  }
}

/** The votes of all people in some matters: of one person in all of them, then of the next. */
export class Votes {
  #next = 0;

  constructor(private readonly matters: readonly OpenMatter[]) {}

  next(): Readonly<{ person: string; decision: string }> {
    const matter = this.matters[this.#next % this.matters.length];
    const person = matter?.voters[Math.floor(this.#next / this.matters.length)];
    if (!matter || person === undefined) throw new Error(`everybody has voted, ${this.#next} times`);
    this.#next += 1;
    return { person, decision: matter.decision };
  }
}
