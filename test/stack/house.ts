import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '#embedded';
import { besideOf, folderAt, removeFolder, type Folder } from '../../apps/cli/src/folder.js';
import { markOf, simulate } from '../../apps/cli/src/simulated-clock.js';
import { RoleProcess } from './role-process.js';

/** The PostgreSQL of a house, which can be stopped, killed and started again at the same address. */
export class HousePostgres {
  #running: RunningPostgres | undefined;
  #port: number | undefined;

  constructor(private readonly folder: Folder) {}

  get url(): string {
    if (this.#running === undefined) throw new Error('PostgreSQL is not running');
    return this.#running.url;
  }

  get pid(): number | undefined {
    return this.#running?.pid;
  }

  /** At the same address each time. */
  async start(): Promise<void> {
    this.#running = await startPostgres({
      dataDir: this.folder.postgres,
      publicDir: besideOf(this.folder),
      log: () => undefined,
      ...(this.#port === undefined ? {} : { port: this.#port }),
    });
    this.#port = Number(new URL(this.#running.url).port);
  }

  kill(): Promise<void> {
    if (this.#running !== undefined) process.kill(this.#running.pid, 'SIGKILL');
    return sleep(50);
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }
}

/** Every process of a deployment, each in its own role, on a temporary folder. */
export type House = Readonly<{
  folder: Folder;
  storeUrl: string;
  databaseUrl: string;
  /** Addresses of the API instances. */
  apis: readonly string[];
  roles: Readonly<Record<'store' | 'api' | 'api2' | 'projector' | 'worker', RoleProcess>>;
  postgres: HousePostgres;
  /** One more process of the house, not started yet; stopped with the house. */
  another(args: readonly [string, ...string[]], more?: Another): RoleProcess;
  stop(): Promise<void>;
}>;

export type Another = Readonly<{
  env?: Readonly<Record<string, string | undefined>>;
  /** That it never serves: its start ends by a refusal. */
  refuses?: boolean;
}>;

export type HouseOptions = Readonly<{
  /** Instant of a simulated clock; without it the machine's. */
  at?: string;
  redisUrl?: string;
  /** Roles that are not started. */
  without?: readonly (keyof House['roles'])[];
}>;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );

const runs =
  (name: string) =>
  (said: string): Promise<boolean> =>
    Promise.resolve(new RegExp(`${name}: (running|http)`).test(said));

/** Starts store, PostgreSQL, two API instances, projector and worker as processes of their own. */
export async function startHouse({ at, redisUrl, without = [] }: HouseOptions = {}): Promise<House> {
  const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-house-')));
  if (at !== undefined) simulate(folder, at);
  const postgres = new HousePostgres(folder);
  await postgres.start();
  const [storePort, apiPort, api2Port] = [await freePort(), await freePort(), await freePort()];
  const storeUrl = `esdb://127.0.0.1:${storePort}?tls=false`;
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    EVENTSTORE_URL: storeUrl,
    DATABASE_URL: postgres.url,
    ...markOf(folder),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
  const main = resolve('dist/apps/cli/src/main.js');
  const role = (name: string, args: readonly string[], serves: (said: string) => Promise<boolean>) =>
    new RoleProcess(name, main, [...args, '--data', folder.root], env, serves);
  const api = (name: string, port: number) =>
    role(name, ['api', '--port', String(port)], () => answers(`http://127.0.0.1:${port}/health/live`));
  const roles = {
    store: role('store', ['store', '--port', String(storePort)], async (said) =>
      said.includes('store: esdb'),
    ),
    projector: role('projector', ['projector'], runs('projector')),
    worker: role('worker', ['worker'], runs('worker')),
    api: api('api', apiPort),
    api2: api('api2', api2Port),
  };
  const more: RoleProcess[] = [];
  const another: House['another'] = (args, { env: own = {}, refuses = false } = {}) => {
    const line = [...args, '--data', folder.root];
    const serves = refuses ? (): Promise<boolean> => Promise.resolve(false) : runs(args[0]!);
    const one = new RoleProcess(`another ${args[0]}`, main, line, { ...env, ...own }, serves);
    more.push(one);
    return one;
  };
  const stop = async (): Promise<void> => {
    const { store: _, ...others } = roles;
    await Promise.all([...Object.values(others), ...more].map((one) => one.stop()));
    await roles.store.stop();
    await postgres.stop();
    removeFolder(folder);
  };
  try {
    await roles.store.start();
    const names = (Object.keys(roles) as (keyof House['roles'])[]).filter((name) => name !== 'store');
    await Promise.all(names.filter((name) => !without.includes(name)).map((name) => roles[name].start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const apis = [apiPort, api2Port].map((port) => `http://127.0.0.1:${port}`);
  return { folder, storeUrl, databaseUrl: postgres.url, apis, roles, postgres, another, stop };
}
