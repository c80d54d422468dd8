import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { freePort } from '../../stack/house.js';
import { RoleProcess } from '../../stack/role-process.js';

const main = resolve('dist/apps/cli/src/main.js');
const env = { ...process.env, NODE_OPTIONS: '' };
const serves = async (said: string): Promise<boolean> => said.includes('store: esdb');

/** What a command said, and its exit code. */
export type Said = Readonly<{ code: number; out: string; err: string }>;

/** Runs `siyi` until it ends. */
export const siyi = (...args: readonly string[]): Promise<Said> =>
  new Promise((done) => {
    const command = ['--disable-warning=ExperimentalWarning', main, ...args];
    execFile(process.execPath, command, { env }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });

/** `siyi store` on a folder of its own, at one address over all its lives. */
export class StoreProcess {
  readonly #clients: EventStoreDBClient[] = [];

  private constructor(
    readonly folder: string,
    readonly host: string,
    readonly port: number,
    readonly process: RoleProcess,
  ) {}

  /** Without a folder one is made. `within` is a command that runs the store, like strace. */
  static async start(
    folder = mkdtempSync(join(tmpdir(), 'siyi-store-')),
    { host = '127.0.0.1', within = [] }: Readonly<{ host?: string; within?: readonly string[] }> = {},
  ): Promise<StoreProcess> {
    const port = await freePort();
    const args = ['store', '--data', folder, '--host', host, '--port', String(port)];
    const role = new RoleProcess('store', main, args, env, serves, within);
    const store = new StoreProcess(folder, host, port, role);
    await role.start();
    return store;
  }

  get url(): string {
    return `esdb://${this.host}:${this.port}?tls=false`;
  }

  get file(): string {
    return join(this.folder, 'events.sqlite');
  }

  client(): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(this.url);
    this.#clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.dispose()));
    await this.process.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
