import { resolve } from 'node:path';
import {
  backupStore,
  checkStore,
  startStore,
  storeContents,
  type CheckReport,
  type RunningStore,
  type StoreContents,
} from '#embedded';
import { invalid } from '#kernel';
import type { Given } from './commands.js';
import { askControl, serveControl } from './control-socket.js';
import { folderAt, notedPort, notePort, type Folder } from './folder.js';
import { choosePort } from './ports.js';
import { refuseStranger } from './simulated-clock.js';
import { stopAsked, stopped } from './stopping.js';

/** What an operator may ask of a store that runs. */
type Asked = Readonly<{ backup: string } | { stats: true }>;

async function answer(running: RunningStore, asked: Asked): Promise<object> {
  if ('stats' in asked) return running.statistics();
  await running.backup(asked.backup);
  return {};
}

/** Asks the store that runs on this folder, or gives undefined when none runs. */
async function ask(folder: Folder, asked: Asked): Promise<object | undefined> {
  try {
    return await askControl(folder.storeControl, asked);
  } catch (error) {
    const nobody = ['ENOENT', 'ECONNREFUSED'].includes(String((error as { code?: string }).code));
    if (nobody) return undefined;
    throw error;
  }
}

async function serve(given: Given, { root }: Folder): Promise<number> {
  const folder = folderAt(root);
  refuseStranger(folder);
  const asked = stopAsked();
  const host = given.host ?? '127.0.0.1';
  const wished = given.port === undefined ? undefined : Number(given.port);
  const port = await choosePort(wished, notedPort(folder, 'store'), host);
  const running = await startStore({ file: folder.store, port, host });
  const control = await serveControl(folder.storeControl, (line) => answer(running, line as Asked));
  notePort(folder, 'store', running.port);
  console.error(`store: esdb://${host}:${running.port}?tls=false`);
  await stopped(asked);
  control.close();
  await running.close();
  return 0;
}

function sayReport(file: string, { events, streams, findings }: CheckReport): number {
  for (const { position, stream, revision, problem } of findings) {
    const place = [
      position === undefined ? '' : `position ${position}`,
      stream === undefined ? '' : `stream '${stream}'`,
      revision === undefined ? '' : `revision ${revision}`,
    ].filter((part) => part !== '');
    console.error([...place, problem].join(': '));
  }
  if (findings.length === 0)
    console.log(`${file}: ${events} events in ${streams} streams, nothing found / 未发现问题`);
  else console.error(`${file}: ${findings.length} found / 发现 ${findings.length} 处问题`);
  return findings.length === 0 ? 0 : 1;
}

async function backup(given: Given, folder: Folder): Promise<number> {
  const [, to] = given.args;
  if (to === undefined)
    return invalid(
      'cli.missing',
      '请给出备份文件:siyi store backup TO。',
      'Say where the backup goes: siyi store backup TO.',
    );
  const target = resolve(to);
  const online = await ask(folder, { backup: target });
  if (online === undefined) await backupStore(folder.store, target);
  return sayReport(target, checkStore(target));
}

async function stats(given: Given, folder: Folder): Promise<number> {
  const online = await ask(folder, { stats: true });
  const found = online ?? storeContents(folder.store);
  const said: StoreContents & { running: boolean } = {
    ...(found as StoreContents),
    running: online !== undefined,
  };
  if (given.json) console.log(JSON.stringify(said));
  else for (const [name, value] of Object.entries(said)) console.log(`${name.padEnd(14)}${value}`);
  return 0;
}

async function check(given: Given, folder: Folder): Promise<number> {
  const file = resolve(given.args[1] ?? folder.store);
  const report = checkStore(file);
  if (!given.json) return sayReport(file, report);
  console.log(JSON.stringify(report));
  return report.findings.length === 0 ? 0 : 1;
}

/** `siyi store`: serves the log, or does what its operator asks. */
export async function store(given: Given, folder: Folder): Promise<number> {
  const [what] = given.args;
  if (what === undefined) return serve(given, folder);
  const asked = { backup, check, stats }[what];
  return asked === undefined
    ? invalid(
        'cli.badValue',
        `siyi store ${what}:只有 backup、check、stats。`,
        `siyi store ${what}: there are backup, check and stats.`,
      )
    : asked(given, folder);
}
