import { toSeal } from '#kernel';
import { item, type SampleItem } from './item.js';

/** Who plays in the sample: ids by name, and each person once, in the order of appearance. */
export type Cast = Readonly<{
  id: (name: string) => string;
  organization: (key: string) => string;
  community: (key: string) => string;
  /** The person of that label in that community or organization. */
  person: (where: string, label: string) => string;
  /** One registration for each person named so far. */
  registrations: () => readonly SampleItem[];
}>;

/** A cast whose ids come from the function handed in. */
export function castOf(idOf: (name: string) => string): Cast {
  const persons = new Map<string, string>();
  const person = (where: string, label: string): string => {
    const name = `person/${where}/${label}`;
    const known = persons.get(name);
    if (known !== undefined) return known;
    const id = idOf(name);
    persons.set(name, id);
    return id;
  };
  // Plainly made up: nobody is called 居民0001.
  const register = (id: string, n: number): SampleItem =>
    item({
      ...{ wave: 0, category: 'person', id, by: 'system:init' },
      command: {
        type: 'RegisterPerson',
        data: {
          name: toSeal(`person:${id}`, `居民${String(n + 1).padStart(4, '0')}`),
          identity: 'communityNumber',
        },
      },
    });
  return {
    id: idOf,
    organization: (key) => idOf(`organization/${key}`),
    community: (key) => idOf(`community/${key}`),
    person,
    registrations: () => [...persons.values()].map(register),
  };
}
