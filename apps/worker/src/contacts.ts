import type { PersonState, Way } from '#community/events';
import { codec, type Engine, type KeyStore } from '#eventing';
import type { Sealed } from '#kernel';
import { preferred, type Contacts } from '#notices';

type Registered = Extract<PersonState, { status: 'registered' }>;
type Kept = Readonly<{ contact: Sealed; ways: readonly Way[] }>;

/** Cards that were found to be one human are followed this far. */
const furthest = 4;

/** The card, and those that it was joined into, that hold what is asked for. */
async function onCards<T>(
  engine: Pick<Engine, 'load'>,
  person: string,
  of: (state: Registered) => T | undefined,
): Promise<T | undefined> {
  let id: string | undefined = person;
  for (let steps = 0; steps < furthest && id !== undefined; steps += 1) {
    const { state }: Readonly<{ state: PersonState }> = await engine.load<PersonState>('person', id);
    if (state.status !== 'registered') return undefined;
    const found = of(state);
    if (found !== undefined) return found;
    id = state.joinedInto;
  }
  return undefined;
}

/** Who of some persons wants what only informs once a day together, as their own streams say. */
export const dailyFrom =
  (engine: Pick<Engine, 'load'>) =>
  async (persons: readonly string[]): Promise<ReadonlySet<string>> => {
    const asked = await Promise.all(
      persons.map(async (person) => ((await onCards(engine, person, ({ daily }) => daily)) ? [person] : [])),
    );
    return new Set(asked.flat());
  };

/**
 * Opens contacts from the persons' own streams, so that read models may be away; nothing is kept. Who has none, was
 * erased or is not there is left out; who named ways is reached by these. Rejects when the log or the keys are away.
 */
export function contactsFrom(engine: Pick<Engine, 'load'>, keys: KeyStore): Contacts {
  const { opener } = codec(keys);

  const contactOf = async (person: string): Promise<Kept | null> =>
    (await onCards(engine, person, ({ contact, ways = [] }) =>
      contact === null ? undefined : { contact, ways },
    )) ?? null;

  return async (persons) => {
    const sealed = await Promise.all(
      persons.map(async (person): Promise<[string, Kept | null]> => [person, await contactOf(person)]),
    );
    const there = sealed.flatMap(([person, one]): [string, Kept][] => (one === null ? [] : [[person, one]]));
    const open = await opener(there.map(([, { contact }]) => contact));
    return new Map(
      there.flatMap(([person, one]): [string, string][] => {
        const text = open(one.contact);
        return text === undefined ? [] : [[person, preferred(text, one.ways)]];
      }),
    );
  };
}
