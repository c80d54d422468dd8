import { createHash, createHmac } from 'node:crypto';
import type { Recorded, Sealed } from '#kernel';
import { codec, type KeyStore, type Opener, type StoredEvent } from '#eventing';

const derived = (name: string): Buffer => createHash('sha256').update(`golden key of ${name}`).digest();

/** Keys made of their names: the sealed boxes of the golden files open with them, everywhere and for ever. */
export const goldenKeys: KeyStore = {
  hmac: (purpose, text) =>
    createHmac('sha256', derived('deployment')).update(`${purpose}\n${text}`).digest('base64url'),
  keys: async (names) => new Map(names.map((name) => [name, derived(name)])),
  find: async (names) => new Map(names.map((name) => [name, derived(name)])),
  destroy: (name) => Promise.reject(new Error(`golden key ${name} is never destroyed`)),
  backup: () => Promise.reject(new Error('golden keys have no file')),
  close: async () => undefined,
};

export const goldenCodec = codec(goldenKeys);

const isSealed = (value: object): value is Sealed => 'sealed' in value && 'key' in value;

/** Every sealed field of an event's data with the path where it stands. */
export function sealedIn(value: unknown, path = ''): readonly (readonly [string, Sealed])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isSealed(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => sealedIn(inner, `${path}/${name}`));
}

/** The same event with its boxes made anew under the golden keys; `opener` reads them under those of its deployment. */
export async function resealed(
  event: Recorded,
  opener: (sealed: readonly Sealed[]) => Promise<Opener>,
): Promise<Recorded> {
  const open = await opener(sealedIn(event.data).map(([, sealed]) => sealed));
  const lift = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(lift);
    if (!isSealed(value))
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, lift(one)]));
    const text = open(value);
    return text === undefined ? value : { sealed: 'open', key: value.key, text };
  };
  const { id, type, data, metadata } = event;
  const [stored] = (await goldenCodec.encode([{ id, type, data: lift(data), metadata }])) as [StoredEvent];
  return { ...event, data: stored.data, metadata: stored.metadata };
}
