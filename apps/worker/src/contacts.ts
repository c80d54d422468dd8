import type { PersonState } from '#community/events';
import { codec, type Engine, type KeyStore } from '#eventing';
import type { Sealed } from '#kernel';
import type { Contacts } from '#notices';

/** Cards that were found to be one human are followed this far. */
const furthest = 4;

/**
 * Opens contacts from the persons' own streams, so that read models may be away; nothing is kept. Who has none, was
 * erased or is not there is left out. Rejects when the log or the keys are away.
 */
export function contactsFrom(engine: Pick<Engine, 'load'>, keys: KeyStore): Contacts {
  const { opener } = codec(keys);

  async function contactOf(person: string): Promise<Sealed | null> {
    let id = person;
    for (let steps = 0; steps < furthest; steps += 1) {
      const { state } = await engine.load<PersonState>('person', id);
      if (state.status !== 'registered') return null;
      if (state.contact !== null || state.joinedInto === undefined) return state.contact;
      id = state.joinedInto;
    }
    return null;
  }

  return async (persons) => {
    const sealed = await Promise.all(
      persons.map(async (person): Promise<[string, Sealed | null]> => [person, await contactOf(person)]),
    );
    const there = sealed.flatMap(([person, one]): [string, Sealed][] =>
      one === null ? [] : [[person, one]],
    );
    const open = await opener(there.map(([, one]) => one));
    return new Map(
      there.flatMap(([person, one]): [string, string][] => {
        const text = open(one);
        return text === undefined ? [] : [[person, text]];
      }),
    );
  };
}
