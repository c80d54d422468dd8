import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { conflict, missing } from '#kernel';

/** A data folder of the embedded stack: everything that it owns, by name. */
export type Folder = Readonly<{
  root: string;
  /** The event store's file, and the socket on which it answers its operator. */
  store: string;
  storeControl: string;
  keys: string;
  postgres: string;
  identity: string;
  attachments: string;
  notices: string;
  /** Present in a folder with a simulated clock: `demo` and tests only. */
  simulated: string;
  control: string;
}>;

/** The parts of a folder, whether it is there or not. */
export function partsOf(path: string): Folder {
  const root = resolve(path);
  const at = (name: string): string => join(root, name);
  return {
    root,
    store: at('events.sqlite'),
    storeControl: at('store.sock'),
    keys: at('keys.sqlite'),
    postgres: at('postgres'),
    identity: at('identity'),
    attachments: at('attachments'),
    notices: at('notices'),
    simulated: at('SIMULATED-CLOCK'),
    control: at('control.sock'),
  };
}

/** What tells a data folder from somebody's other folder. */
const marks = [
  ...['events.sqlite', 'keys.sqlite', 'postgres', 'identity', 'attachments', 'notices'],
  ...['audit', 'log.key', 'SIMULATED-CLOCK', 'owner.sqlite', 'store.port', 'api.port'],
];

/** A folder of somebody else must not get our mode and our files. */
function mustBeOurs(root: string): void {
  const names = readdirSync(root).filter((name) => name !== 'lost+found');
  if (names.length === 0 || names.some((name) => marks.includes(name))) return;
  conflict(
    'cli.foreignFolder',
    `${root} 中有别的文件,不是本系统的数据目录:请用空目录或新目录(--data)。`,
    `${root} holds other files and is no data folder of this system: name an empty or a new one (--data).`,
  );
}

/** The data folder at a path; makes it (0700) where it is missing. */
export function folderAt(path: string): Folder {
  const root = resolve(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  mustBeOurs(root);
  chmodSync(root, 0o700);
  return partsOf(root);
}

/** The data folder at a path, which must be there. */
export function existingFolder(path: string): Folder {
  const root = resolve(path);
  if (!existsSync(root))
    missing(
      'cli.noFolder',
      `没有数据目录 ${root}:请先启动服务(npm start),或以 --data 指明目录。`,
      `There is no data folder ${root}: start the stack first (npm start), or name the folder by --data.`,
    );
  mustBeOurs(root);
  return partsOf(root);
}

/** Writes a small file whole or not at all, readable by its owner only. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.draft`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.draft`, path);
}

/** Where a passing stack keeps what an unprivileged PostgreSQL must reach; beside the folder, removed with it. */
export const besideOf = (folder: Folder): string => `${folder.root}-postgres`;

/** Removes a passing stack's folder and what lies beside it. */
export function removeFolder(folder: Folder): void {
  for (const path of [folder.root, besideOf(folder)]) rmSync(path, { recursive: true, force: true });
}

/** Whether the folder's clock is a simulated one. */
export const isSimulated = (folder: Folder): boolean => existsSync(folder.simulated);

/** A server must not run with a clock that somebody moves: throws when the folder is marked. */
export function refuseSimulated(folder: Folder): void {
  if (isSimulated(folder))
    conflict(
      'cli.simulatedClock',
      `${folder.root} 带有模拟时钟(演示或测试),不能作为正式记录运行;请换一个目录。`,
      `${folder.root} carries a simulated clock (demo or test); it is no record of anything: take another folder.`,
    );
}

/** The port noted under this name by an earlier start, so that addresses stay the same. */
export function notedPort(folder: Folder, name: string): number | undefined {
  const path = join(folder.root, `${name}.port`);
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : undefined;
}

/** Notes a port for the next start and for tools. */
export const notePort = (folder: Folder, name: string, port: number): void =>
  writeWhole(join(folder.root, `${name}.port`), String(port));
