import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { startStore } from '#embedded';
import { openKeyStore, restoreKeys } from '#eventing';
import { conflict, invalid, missing } from '#kernel';
import type { Given } from './commands.js';
import { folderAt, writeWhole, type Folder } from './folder.js';
import { copyWithBars } from './migrate.js';
import { own } from './owner.js';
import { storeUrl } from './session.js';
import { ownSettings } from './settings/index.js';
import { refuseStranger } from './simulated-clock.js';

/** What a finished backup says of itself; written last. */
type Manifest = Readonly<{ made: string; events: number; streams: number; hash: string; files: number }>;

/** The parts of a backup's folder. */
function placesIn(path: string) {
  const root = resolve(path);
  const at = (name: string): string => join(root, name);
  return { root, log: at('log.sqlite'), attachments: at('attachments'), manifest: at('backup.json') };
}

const isWithin = (folder: string, path: string): boolean =>
  relative(folder, resolve(path)).split(sep)[0] !== '..';

/** Whoever finds the backup of the log must not find with it what opens it. */
function keptApart(folder: string, keys: string): string {
  if (isWithin(folder, keys))
    invalid(
      'backup.keysWithLog',
      `密钥备份不得与日志备份同处一个目录:${keys}。请另放一处,分别保管。`,
      `The backup of the keys must not lie in the folder of the log's: ${keys}. Keep it elsewhere.`,
      { article: '个人信息保护法 §51' },
    );
  return resolve(keys);
}

/** A store on the file of a backup, for the time of one work. */
async function onFile<T>(file: string, work: (url: string) => Promise<T>): Promise<T> {
  const store = await startStore({ file, port: 0, host: '127.0.0.1' });
  try {
    return await work(`esdb://127.0.0.1:${store.port}?tls=false`);
  } finally {
    await store.close();
  }
}

/** Copies what is not there yet, each file whole or not at all; answers with how many there are. */
async function copyFiles(from: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const names = existsSync(from) ? (await readdir(from)).filter((name) => !name.startsWith('.')) : [];
  const there = new Set(await readdir(to));
  for (const name of names.filter((one) => !there.has(one))) {
    await copyFile(join(from, name), join(to, `.${name}`));
    await rename(join(to, `.${name}`), join(to, name));
  }
  return names.length;
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

/** `siyi backup`: log, then attachments and keys, which were durable before the events that need them. */
export async function backup({ args, json }: Given, folder: Folder): Promise<number> {
  const [to, keysTo] = args as [string, string];
  const settings = ownSettings();
  const began = performance.now();
  const places = placesIn(to);
  const keysFile = keptApart(places.root, keysTo);
  mkdirSync(places.root, { recursive: true, mode: 0o700 });
  const log = await onFile(places.log, (url) => copyWithBars({ from: storeUrl(folder, settings), to: url }));
  const files = await copyFiles(folder.attachments, places.attachments);
  const keys = await openKeyStore(settings.keysUrl ?? folder.keys, { needed: async () => log.events > 0 });
  try {
    await rm(`${keysFile}.draft`, { force: true });
    await keys.backup(`${keysFile}.draft`);
    await rename(`${keysFile}.draft`, keysFile);
  } finally {
    await keys.close();
  }
  const { events, streams, hash } = log;
  const manifest: Manifest = { made: new Date().toISOString(), events, streams, hash, files };
  writeWhole(places.manifest, JSON.stringify(manifest));
  console.log(
    json
      ? JSON.stringify({ ...manifest, copied: log.copied, seconds: seconds(began) })
      : `已备份 backed up: ${events} 个事件 events (本次新增 new ${log.copied}), ${files} 个附件 files, SHA-256 ${hash}; 密钥 keys: ${keysFile}`,
  );
  return 0;
}

function manifestAt(file: string): Manifest {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return missing(
    'backup.none',
    `${file} 不在:那里没有做完的备份。`,
    `${file} is not there: no backup was finished in that folder.`,
  );
}

/** `siyi restore`: into an empty log, the key store and the data folder; run again after a stop, it goes on. */
export async function restore({ args, json }: Given, { root }: Folder): Promise<number> {
  const [from, keysFrom] = args as [string, string];
  const settings = ownSettings();
  const began = performance.now();
  const places = placesIn(from);
  const manifest = manifestAt(places.manifest);
  const folder = folderAt(root);
  refuseStranger(folder);
  const release = own(folder);
  try {
    const into = (to: string) =>
      onFile(places.log, (source) => copyWithBars({ from: source, to, upTo: manifest.events }));
    const { eventStoreUrl } = settings;
    const log = await (eventStoreUrl === undefined ? onFile(folder.store, into) : into(eventStoreUrl));
    if (log.hash !== manifest.hash)
      conflict(
        'backup.altered',
        `备份中的日志与备份时的 SHA-256 不符(${manifest.hash}):请勿启用,改用另一份备份。`,
        `The log in the backup is not what was backed up (SHA-256 ${manifest.hash}): do not use it, take another backup.`,
      );
    const files = await copyFiles(places.attachments, folder.attachments);
    const keys = await restoreKeys(resolve(keysFrom), settings.keysUrl ?? folder.keys);
    const { events, copied: now } = log;
    console.log(
      json
        ? JSON.stringify({ events, copied: now, files, keys, seconds: seconds(began) })
        : `已恢复 restored: ${events} 个事件 events, ${files} 个附件 files, ${keys} 把密钥 keys。请启动服务:读模型由日志重建。 Start the services: read models are built from the log.`,
    );
    return 0;
  } finally {
    release();
  }
}
