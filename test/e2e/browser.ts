import { until } from '../faults/until.js';
import { money } from '../stack/course.js';
import { people, places, Realm, type Answer } from '../stack/realm.js';
import { saysIn, type Says } from './matters.js';

/** An answer that pages. */
export type Page = Readonly<Record<string, unknown>> & Readonly<{ position: string; next: string | null }>;

const asking = (path: string, question: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${question}`;

/** Somebody who looks around in a realm with a projector. */
export class Browser {
  readonly says: Says;

  constructor(readonly realm: Realm) {
    this.says = saysIn(realm);
  }

  ask(path: string, person?: string): Promise<Answer> {
    return this.realm.send(path, { method: 'GET', person });
  }

  async read<T = unknown>(path: string, person?: string): Promise<Page & T> {
    const { status, json } = await this.ask(path, person);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
    return json as Page & T;
  }

  /** Reads what has been entered by now: asked again as long as the projector needs. */
  async readNow<T = unknown>(path: string, person?: string): Promise<Page & T> {
    const at = asking(path, `atLeast=${await this.realm.end()}`);
    const { json } = await until(
      () => this.ask(at, person),
      ({ status }) => status === 200,
    );
    return json as Page & T;
  }

  /** Every page after another, of so many, with something done in between. */
  async pages(path: string, limit: number, between: () => Promise<unknown>, person?: string) {
    const found: Page[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
      const page: Page = await this.read(asking(path, `limit=${limit}${after}`), person);
      found.push(page);
      next = page.next;
      if (next !== null) await between();
    }
    return found;
  }

  /** Opens a matter of the boundary community by HTTP. */
  open(title: string, plan: string, category = 'publicWelfare'): Promise<string> {
    const kind = { community: places.community, ruleSet: 'city-2026', category, initiative: 'residents' };
    const paid = category === 'publicWelfare' ? money : null;
    return this.says(people.secretary, 'decisions', { ...kind, title, plan, money: paid });
  }

  /** What waits for a person in a matter, late ones with an exclamation mark. */
  async duties(person: string, decision: string): Promise<readonly string[]> {
    type Duty = Readonly<{ kind: string; id: string; late: boolean }>;
    const { duties } = await this.readNow<{ duties: readonly Duty[] }>('me/duties', person);
    return duties.filter(({ id }) => id === decision).map(({ kind, late }) => (late ? `${kind}!` : kind));
  }
}
