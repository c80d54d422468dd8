import type { CommunityState, PersonState } from '#community';
import { codec } from '#eventing';
import type { Recorded, Sealed } from '#kernel';
import type { Naming } from '#print';
import type { Source } from '../history/replay.js';

/** What sheets are made of: the events, and the community that they are of. */
type Of = Readonly<{ events: readonly Recorded[]; community: string | undefined; open: boolean }>;

const isSealed = (value: object): value is Sealed => 'sealed' in value && 'key' in value;

function* inside(value: unknown): Generator<string | Sealed> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    if (isSealed(value)) yield value;
    else for (const one of Object.values(value)) yield* inside(one);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of all persons that the events speak of, sealed as they were registered. */
async function namesIn(source: Source, ids: Iterable<string>): Promise<ReadonlyMap<string, Sealed>> {
  const names = new Map<string, Sealed>();
  for (const id of ids) {
    const { state } = await source.engine.load<PersonState>('person', id);
    if (state.status === 'registered') names.set(id, state.name);
  }
  return names;
}

async function communityOf(source: Source, id: string | undefined) {
  if (id === undefined) return undefined;
  const { state } = await source.engine.load<CommunityState>('community', id);
  return state.status === 'none' ? undefined : state;
}

/** How sheets name persons: with `open` by their names and with what is sealed, else by the first letters of their ids. */
export async function namingOf(source: Source, { events, community, open }: Of): Promise<Naming> {
  const place = await communityOf(source, community);
  const found = [...inside(events.map(({ data }) => data))];
  const ids = new Set(found.filter((one) => typeof one === 'string' && uuid.test(one)) as string[]);
  const names = open ? await namesIn(source, ids) : new Map<string, Sealed>();
  const sealed = found.filter((one) => typeof one !== 'string');
  const opener = open ? await codec(source.keys).opener([...names.values(), ...sealed]) : undefined;
  const read = (one: Sealed): string => (opener === undefined ? '(已封存)' : (opener(one) ?? '(已删除)'));
  return {
    community: place?.name ?? '',
    kind: place?.kind,
    person: (id) => {
      const name = names.get(id);
      return name === undefined ? id.slice(0, 8) : read(name);
    },
    open: (one) => (one === null ? '' : typeof one === 'string' ? one : read(one)),
  };
}

/** A request's sheets name communities. */
export async function communityNames(
  source: Source,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of ids) names.set(id, (await communityOf(source, id))?.name ?? id);
  return names;
}
