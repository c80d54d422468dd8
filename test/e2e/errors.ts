import { people, type Realm } from '../stack/realm.js';
import { readers } from './readers.js';
import { scenes, sideBySide } from './walk.js';

const ends: Readonly<Record<string, string>> = {
  ...{
    decision: 'filed',
    sitting: 'confirmed',
    person: 'registered',
    organization: 'formed',
    community: 'formed',
  },
};
const senders = [readers.newcomer, people.chair, people.registrar];
const han = /\p{Script=Han}/u;

/** A body with other texts: all of them, or those that people write freely. */
function told(body: unknown, text: string, all: boolean): unknown {
  if (typeof body === 'string') return all || han.test(body) ? text : body;
  if (Array.isArray(body)) return body.map((one) => told(one, text, all));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    // what money is for is published with the plan, and a refusal says what it may not be for
    Object.entries(body).map(([name, inner]) => [name, name === 'money' ? inner : told(inner, text, all)]),
  );
}

/** Every refusal that repeats the mark which was sent: of each command, where it is late for it, and of odd questions. */
export async function quotedIn(realm: Realm, mark: string): Promise<readonly string[]> {
  const text = `甲乙${mark}`;
  const found: string[] = [];
  const look = async (what: string, asked: ReturnType<Realm['send']>): Promise<void> => {
    const { status, json } = await asked;
    if (status >= 400 && JSON.stringify(json).includes(mark)) found.push(`${what}: ${JSON.stringify(json)}`);
  };
  for (const scene of scenes.filter(({ field, state }) => ends[field] === state)) {
    const spot = await scene.build(realm, `errors/${scene.field}`);
    const cells = Object.values(scene.requests).flatMap((ask) =>
      senders.map((person) => ({ ...ask(spot), person })),
    );
    await sideBySide(cells, async ({ path, body, person }) => {
      const bodies = [
        told(body, text, true),
        told(body, text, false),
        `{"text":${text}`,
        `${text}}`,
      ] as const;
      for (const one of bodies) await look(path, realm.send(path, { person, body: one as object | string }));
    });
  }
  for (const path of [
    ...[text, `decisions/${text}`, `decisions/${text}/history`, `search?q=${text.repeat(20)}`],
    ...['after', 'limit', 'atLeast', 'parent'].map((name) => `communities?${name}=${text}`),
    ...[`me/notices?after=${text}`, `attachments/${text}`, `%zz${mark}`],
  ])
    await look(path, realm.send(path, { method: 'GET', person: people.chair }));
  return found;
}
