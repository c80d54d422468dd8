import { createHmac, createSecretKey } from 'node:crypto';
import { conflict } from '#kernel';

/** What stands under a name: its key, or that it was destroyed. */
export type Key = Buffer | 'destroyed';

/** Keys of persons and items, and the deployment key. It holds only keys; the log cannot rebuild it. */
export type KeyStore = Readonly<{
  /** HMAC-SHA-256 under the deployment key, base64url; works while the store is away. */
  hmac(purpose: string, text: string): string;
  /** The keys of these names, made where missing and durable on return; a destroyed one is refused (Rejection). */
  keys(names: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** What stands under these names; a name never made is not in the map. */
  find(names: readonly string[]): Promise<ReadonlyMap<string, Key>>;
  /** Erasure: the key is gone and its name never gets another. */
  destroy(name: string): Promise<void>;
  /** An online copy as a key file, to be kept apart from the log. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}>;

/** The keys of a backup, with the deployment key under which it was made. */
export type KeptKeys = Readonly<{
  deployment: Uint8Array;
  rows: readonly Readonly<{ name: string; key: Uint8Array | null }>[];
}>;

export type OpenKeys = Readonly<{
  /** Whether the log already holds events: then a store that is not there was lost, and no new one is made. */
  needed?: () => Promise<boolean>;
}>;

/** HMACs under a deployment key; as a key object, since a buffer would be made into one again for every command. */
export function hmacUnder(deployment: Buffer): KeyStore['hmac'] {
  const key = createSecretKey(deployment);
  return (purpose, text) =>
    createHmac('sha256', key).update(`${purpose}\n`).update(text, 'utf8').digest('base64url');
}

const destroyed = (name: string): never =>
  conflict(
    'keys.destroyed',
    '该密钥已按要求销毁，不能再以它封存内容。',
    'This key was destroyed on request; nothing can be sealed under it again.',
    { article: '个人信息保护法 §47', details: { key: name } },
  );

/** The keys of the names, each of which must be there by now. */
export function present(names: readonly string[], found: ReadonlyMap<string, Key>): Map<string, Buffer> {
  const keyOf = (name: string): Buffer => {
    const key = found.get(name);
    if (key === undefined) throw new Error(`key ${name} was not stored`);
    return key === 'destroyed' ? destroyed(name) : key;
  };
  return new Map(names.map((name) => [name, keyOf(name)]));
}
