import type { Sealed } from '#kernel';
import { defineView } from '#read-models';
import { idOf, told } from './told.js';

/** A person as far as the read models know one: name and contact stay closed; who may see them opens them at the edge. */
export type PersonRow = Readonly<{
  id: string;
  name: Sealed;
  contact: Sealed | null;
  /** By which ways of the contact; none: by any. */
  ways: readonly string[];
  identity: string;
  joinedInto: string | null;
  erased: boolean;
}>;

/** Persons; after erasure nothing is kept but the id. */
export const personView = defineView<PersonRow>({
  name: 'person_v2',
  key: 'id',
  columns: {
    ...{ id: 'text', name: 'jsonb', contact: 'jsonb', identity: 'text' },
    ...{ ways: 'text[]', joinedInto: 'text', erased: 'boolean' },
  },
  categories: ['person'],
  rows: (event) => (told(event).type === 'TokenMinted' ? [] : [idOf(event)]),
  evolve(row, recorded, id) {
    const event = told(recorded);
    switch (event.type) {
      case 'PersonRegistered':
        return { id, ...event.data, ways: [], joinedInto: null, erased: false };
      case 'ContactSet':
        return row ? { ...row, ...event.data } : null;
      case 'PersonErased':
        return row
          ? { ...row, name: { sealed: 'erased', key: event.data.key }, contact: null, ways: [], erased: true }
          : null;
      case 'PersonsJoined':
        return row ? { ...row, joinedInto: event.data.into } : null;
      default:
        return row ?? null;
    }
  },
});
