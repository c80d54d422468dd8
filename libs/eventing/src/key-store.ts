import { isDatabase, openKeyDatabase } from './key-database.js';
import { openKeyFile } from './key-file.js';
import type { KeyStore, OpenKeys } from './keys.js';

/** Opens the key store at an address: `postgres://…` is a database of its own, everything else a file. */
export const openKeyStore = (address: string, options: OpenKeys = {}): Promise<KeyStore> =>
  isDatabase(address) ? openKeyDatabase(address, options) : openKeyFile(address, options);
