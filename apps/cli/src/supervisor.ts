import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { conflict } from '#kernel';
import { noteDatabaseUrl } from './database-url.js';
import { notedPort, notePort, type Folder } from './folder.js';
import { keepPostgres, type KeptPostgres } from './kept-postgres.js';
import { nodeFlags, storeEnvironment } from './node-flags.js';
import { own } from './owner.js';
import { choosePort } from './ports.js';
import { childEnvironment } from './settings/index.js';
import { markOf } from './simulated-clock.js';

const ownMain = fileURLToPath(new URL('./main.js', import.meta.url));

/** The embedded stack while it runs. */
export type Stack = Readonly<{
  /** Where the API answers. */
  url: string;
  env: Readonly<Record<string, string>>;
  pids: () => Readonly<Record<string, number>>;
  stop(): Promise<void>;
}>;

type Kept = { name: string; child: ChildProcess | undefined; stopping: boolean; fails: number };

/** Keeps one process running: started again when it dies, more slowly the more often it does so at once. */
function keep(
  main: string,
  name: keyof typeof nodeFlags,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Kept {
  const kept: Kept = { name, child: undefined, stopping: false, fails: 0 };
  const start = (): void => {
    const startedAt = Date.now();
    const child = spawn(process.execPath, [...nodeFlags[name], main, ...args], {
      env,
      // a group of its own: Ctrl-C is the supervisor's to pass on, in order. Its words are no answer of ours
      detached: true,
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    kept.child = child;
    child.once('exit', (code, signal) => {
      kept.child = undefined;
      if (kept.stopping) return;
      kept.fails = Date.now() - startedAt > 10_000 ? 0 : kept.fails + 1;
      const wait = Math.min(100 * 2 ** kept.fails, 5_000);
      say(`${name} 已退出,${wait} 毫秒后重启 · ended (${signal ?? code}), started again in ${wait} ms`);
      setTimeout(() => !kept.stopping && start(), wait);
    });
  };
  start();
  return kept;
}

async function end(kept: Kept, say: (line: string) => void): Promise<void> {
  kept.stopping = true;
  const { child, name } = kept;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  // an open channel would keep it alive after its work is done
  if (child.connected) child.disconnect();
  const late = setTimeout(() => {
    say(`${name} 未自行停止,已强制结束 · does not stop by itself: killed`);
    child.kill('SIGKILL');
  }, 10_000);
  await gone;
  clearTimeout(late);
}

/** So often a process may fail at the start; those of a supervisor that was killed end within this time. */
const mostFails = 6;

type Waiting = Readonly<{ url: string; kept: readonly Kept[]; signal: AbortSignal | undefined }>;

/** Waits at most a minute until the API says that it is ready. */
async function untilReady({ url, kept, signal }: Waiting): Promise<void> {
  let last = '';
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    signal?.throwIfAborted();
    const answer = await fetch(`${url}/health/ready`).catch((error: Error) => error);
    if (answer instanceof Response && answer.ok) return;
    last = answer instanceof Response ? await answer.text() : String(answer.cause ?? answer);
    if (kept.some(({ fails }) => fails >= mostFails)) break;
  }
  conflict(
    'cli.notReady',
    `服务未能启动,原因见上;${url} 最后的回答:${last}`,
    `The stack does not start, see above; the last answer of ${url}: ${last}`,
  );
}

export type StackOptions = Readonly<{
  folder: Folder;
  port?: number | undefined;
  host?: string;
  databaseUrl?: string | undefined;
  /** Where PostgreSQL's files go when this user may not run it and the folder is private; for passing stacks. */
  publicDir?: string;
  /** The built command line; tests that run from the sources name it. */
  main?: string;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
  say: (line: string) => void;
}>;

const startPostgresFor = ({ folder, databaseUrl, publicDir, say }: StackOptions) =>
  databaseUrl === undefined
    ? keepPostgres({
        dataDir: folder.postgres,
        log: say,
        ...(publicDir === undefined ? {} : { publicDir }),
      })
    : undefined;

/** Starts store, PostgreSQL and app on a data folder and keeps them running; answers once the API is ready. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder, host = '127.0.0.1', main = ownMain, signal, say } = options;
  const disown = own(folder);
  let postgres: KeptPostgres | undefined;
  const kept: Kept[] = [];
  const stop = async (): Promise<void> => {
    for (const one of [...kept].reverse()) await end(one, say);
    await postgres?.stop();
    disown();
  };
  try {
    const storePort = await choosePort(undefined, notedPort(folder, 'store'), '127.0.0.1');
    const apiPort = await choosePort(options.port, notedPort(folder, 'api'), host);
    notePort(folder, 'store', storePort);
    notePort(folder, 'api', apiPort);
    postgres = await startPostgresFor(options);
    const addresses = {
      EVENTSTORE_URL: `esdb://127.0.0.1:${storePort}?tls=false`,
      DATABASE_URL: options.databaseUrl ?? postgres!.url,
    };
    noteDatabaseUrl(folder, addresses.DATABASE_URL);
    const env = childEnvironment({ ...addresses, ...markOf(folder) });
    const data = ['--data', folder.root];
    const storeEnv = { ...env, ...storeEnvironment };
    const store = keep(main, 'store', ['store', ...data, '--port', String(storePort)], storeEnv, say);
    kept.push(store);
    const app = keep(main, 'app', ['app', ...data, '--port', String(apiPort), '--host', host], env, say);
    kept.push(app);
    const url = `http://127.0.0.1:${apiPort}`;
    await untilReady({ url, kept, signal });
    const pids = (): Record<string, number> => ({
      supervisor: process.pid,
      ...(store.child?.pid === undefined ? {} : { store: store.child.pid }),
      ...(app.child?.pid === undefined ? {} : { app: app.child.pid }),
      ...(postgres === undefined ? {} : { postgres: postgres.pid() }),
    });
    return { url, env: addresses, pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
