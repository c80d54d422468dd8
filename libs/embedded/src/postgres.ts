import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binariesFor, type Binaries } from './postgres/binaries.js';
import { initialise, passwordOf } from './postgres/initialise.js';
import { answers, launch, mayPass } from './postgres/launch.js';
import { placeFor, type Place } from './postgres/place.js';
import { endOrphans, isAlive, lastStart, servesCluster, shutDown } from './postgres/process.js';
import { ensureDatabase, urlOf, type Access } from './postgres/session.js';

export type PostgresOptions = Readonly<{
  dataDir: string;
  log?: (line: string) => void;
  /** Where root puts what a private home would hide from PostgreSQL's user. */
  publicDir?: string;
  /** A port that others know already: waited for, where else a free one would be taken. */
  port?: number;
  /** Programs of another PostgreSQL than the one that npm brought. */
  binaries?: Binaries;
}>;

export type RunningPostgres = Readonly<{
  url: string;
  pid: number;
  /** True when a PostgreSQL that outlived its parent was taken over. */
  adopted: boolean;
  alive: () => boolean;
  stop: () => Promise<void>;
}>;

const PUBLIC_DIR = '/var/lib/siyi';
/** A survivor of a crash gets so long to answer before it is stopped. */
const ADOPT_MS = 10_000;
/** What hinders a start and may pass, as the port in somebody's hand for a moment, gets so long. */
const PASSING_MS = 20_000;

type Started = { pid: number; access: Access };

async function adopt(
  place: Place,
  password: string,
  log: (line: string) => void,
): Promise<Started | undefined> {
  const last = lastStart(place.cluster);
  if (!last) return undefined;
  if (!servesCluster(last.pid, place.cluster)) {
    // A stranger or a zombie with that number would keep PostgreSQL from starting. Orphans that still hold its
    // memory it finds without this file.
    rmSync(join(place.cluster, 'postmaster.pid'));
    return undefined;
  }
  const access = { port: last.port, password };
  if (await answers(place, access, last.pid, ADOPT_MS)) {
    log(
      `Using the PostgreSQL that is still running (process ${last.pid}). / 沿用仍在运行的 PostgreSQL（进程 ${last.pid}）。`,
    );
    return { pid: last.pid, access };
  }
  log(
    `PostgreSQL process ${last.pid} does not answer: stopping it. / PostgreSQL 进程 ${last.pid} 无响应：正在停止。`,
  );
  await shutDown(last.pid);
  // Killed, it leaves this file, and its number stays taken until its parent has asked after it.
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Starts the PostgreSQL of a data folder, or takes over the one that is still running there. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, log = console.error, publicDir = PUBLIC_DIR, port } = options;
  const place = await placeFor(resolve(dataDir), publicDir, log);
  const password = passwordOf(place);
  const adopted = await adopt(place, password, log);
  const binaries = () => options.binaries ?? binariesFor(place.account, publicDir);
  const started = adopted ?? (await start(place, password, binaries(), port));
  await ensureDatabase(started.access);
  return {
    url: urlOf(started.access),
    pid: started.pid,
    adopted: adopted !== undefined,
    alive: () => isAlive(started.pid),
    stop: () => shutDown(started.pid),
  };
}

async function start(
  place: Place,
  password: string,
  binaries: Binaries,
  port: number | undefined,
): Promise<Started> {
  if (!existsSync(place.cluster)) await initialise(place, binaries.initdb, password);
  const over = performance.now() + PASSING_MS;
  for (;;) {
    try {
      return await launch(place, binaries.postgres, password, port);
    } catch (error) {
      if (!mayPass(error) || performance.now() > over) throw error;
      endOrphans(place.cluster);
      await sleep(100);
    }
  }
}
