import type { PersonState, Way } from '#community/events';
import { codec, type Engine, type KeyStore } from '#eventing';
import type { Sealed } from '#kernel';
import { preferred, type Contacts } from '#notices';

type Kept = Readonly<{ contact: Sealed; ways: readonly Way[] }>;

/** Cards that were found to be one human are followed this far. */
const furthest = 4;

/**
 * Opens contacts from the persons' own streams, so that read models may be away; nothing is kept. Who has none, was
 * erased or is not there is left out; who named ways is reached by these. Rejects when the log or the keys are away.
 */
export function contactsFrom(engine: Pick<Engine, 'load'>, keys: KeyStore): Contacts {
  const { opener } = codec(keys);

  async function contactOf(person: string): Promise<Kept | null> {
    let id = person;
    for (let steps = 0; steps < furthest; steps += 1) {
      const { state } = await engine.load<PersonState>('person', id);
      if (state.status !== 'registered') return null;
      const { contact, ways = [] } = state;
      if (contact !== null) return { contact, ways };
      if (state.joinedInto === undefined) return null;
      id = state.joinedInto;
    }
    return null;
  }

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
