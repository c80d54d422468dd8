import type { Realm } from '../stack/realm.js';
import { places } from '../stack/realm.js';
import type { Ids } from './matters.js';
import { readers, type ReaderName } from './readers.js';

/** A text in which every id is the number of its first mention, and no instant and no position is told. */
function withoutNames(text: string): string {
  const met: string[] = [];
  return text
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!met.includes(id)) met.push(id);
      return `#${met.indexOf(id)}`;
    })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    .replaceAll(/"position":"\d+"/g, '"position":"there"');
}

/** Everything that a reader is told of a matter but his own vote: pages, histories and its line on the board. */
export async function alike(realm: Realm, reader: ReaderName, ids: Ids): Promise<string> {
  const [decision, sitting] = [ids.decisions[0], ids.sittings[0]];
  const ask = (path: string) => realm.send(path, { method: 'GET', person: readers[reader] });
  const pages = [`decisions/${decision}`, `sittings/${sitting}`].flatMap((page) => [
    page,
    `${page}/history?limit=200`,
  ]);
  pages.push(
    `decisions/${decision}/why`,
    `decisions/${decision}/deviations`,
    `replays/decision-${decision}?limit=200`,
  );
  const told = await Promise.all(pages.map(ask));
  const { json } = await ask(`communities/${places.community}/board?limit=200`);
  const lines = json['lines'] as readonly Readonly<{ decision: string }>[];
  const line = lines.find((one) => one.decision === decision);
  return withoutNames(
    JSON.stringify([...told.map((one) => one.json), line], (name, value: unknown) =>
      name === 'own' ? null : value,
    ),
  );
}
