import type { EventMetadata, Recorded, Sealed } from '#kernel';
import type { Key, KeyStore } from './keys.js';
import type { StoredEvent } from './log.js';
import { plain } from './plain.js';
import { close, openBox } from './sealing.js';
import { upcast, type Upcasters } from './upcast.js';

/** An event with its id, before what is marked in it is sealed. */
export type Unsealed = Readonly<{ id: string; type: string; data: unknown; metadata: EventMetadata }>;

/** Gives the text of a sealed value; undefined when its key was destroyed. */
export type Opener = (sealed: Sealed) => string | undefined;

/** Between the domain's events and the stored ones. */
export type Codec = Readonly<{
  /** Seals what is marked open, refuses what JSON cannot carry; the keys are durable on return. */
  encode(events: readonly Unsealed[]): Promise<readonly StoredEvent[]>;
  /** Brings a stored event to the newest version; sealed fields stay closed. */
  decode(event: Recorded): Recorded;
  /** Fetches the keys of these values at once; what it gives opens any of them. */
  opener(sealed: readonly Sealed[]): Promise<Opener>;
}>;

type Open = Extract<Sealed, { sealed: 'open' }>;

function isOpen(value: object): value is Open {
  if (!('sealed' in value) || value.sealed !== 'open') return false;
  if ('key' in value && typeof value.key === 'string' && 'text' in value && typeof value.text === 'string')
    return true;
  throw new Error('a field marked for sealing lacks its key or its text');
}

/** The data as it can be stored, with what is still open in it. */
function laidOut({ data }: Unsealed): Readonly<{ data: unknown; open: readonly Open[] }> {
  const open: Open[] = [];
  const stored = plain(data ?? {}, (value) => {
    if (isOpen(value)) open.push(value);
    return value;
  });
  return { data: stored, open };
}

const sealAll = (id: string, data: unknown, keys: ReadonlyMap<string, Buffer>): unknown =>
  plain(data, (value, path) => {
    const key = isOpen(value) ? keys.get(value.key) : undefined;
    return isOpen(value) && key ? close(value, key, `${id}${path}`) : value;
  });

function text(sealed: Sealed, keys: ReadonlyMap<string, Key>): string | undefined {
  if (sealed.sealed === 'open') return sealed.text;
  if (sealed.sealed === 'erased') return undefined;
  const key = keys.get(sealed.key);
  if (key === undefined) throw new Error(`key ${sealed.key} is not in this key store; restore its backup`);
  return key === 'destroyed' ? undefined : openBox(sealed, key);
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** Makes the codec over a key store and, where old versions exist, their upcasters. */
export function codec(keys: KeyStore, upcasters: Upcasters = {}): Codec {
  return {
    async encode(events) {
      const laid = events.map((event) => ({ ...event, ...laidOut(event) }));
      const names = new Set(laid.flatMap(({ open }) => open.map(({ key }) => key)));
      const made = names.size === 0 ? none : await keys.keys([...names]);
      return laid.map(({ id, type, data, open, metadata }) => ({
        id,
        type,
        data: (open.length === 0 ? data : sealAll(id, data, made)) as StoredEvent['data'],
        metadata: plain(metadata) as EventMetadata,
      }));
    },
    decode: (event) => upcast(event, upcasters),
    async opener(sealed) {
      const names = new Set(sealed.flatMap((one) => (one.sealed === 'closed' ? [one.key] : [])));
      const found = names.size === 0 ? none : await keys.find([...names]);
      return (one) => text(one, found);
    },
  };
}
