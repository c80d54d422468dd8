import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { copyTo } from './backup.js';
import { openLog } from './open-log.js';
import { Calls, register } from './service.js';
import { contents, type StoreContents } from './statistics.js';
import { portTaken } from './store-error.js';
import { Tail } from './tail.js';
import { Writer } from './writer.js';

export type StoreOptions = Readonly<{
  /** The SQLite file; made with its folder when it is not there. */
  file: string;
  /** 0 takes a free port. */
  port: number;
  /** Loopback unless told otherwise. */
  host?: string;
  /** Largest append in bytes of event data; 1 MiB unless told otherwise. */
  maxAppendSize?: number;
}>;

export type StoreStatistics = StoreContents &
  Readonly<{
    /** Reads, subscriptions and batch calls that are open. */
    calls: number;
    subscriptions: number;
    /** Transactions since the start: appends that arrive together share one. */
    commits: number;
    /** Resident memory of the process, in bytes. */
    memory: number;
  }>;

export type RunningStore = Readonly<{
  port: number;
  statistics: () => StoreStatistics;
  /** Copies the store to a new file while it goes on. */
  backup: (to: string) => Promise<void>;
  close: () => Promise<void>;
}>;

const MAX_APPEND = 1024 * 1024;
const MAX_MESSAGE = 17 * 1024 * 1024;
/** Calls get so long to take their last answers at a stop. */
const GRACE_MS = 1000;

function bind(server: Server, host: string, port: number): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(portTaken(address, error.message)) : resolve(bound),
    );
  });
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), GRACE_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Starts the EventStoreDB-compatible node over one file; `close` ends its calls with UNAVAILABLE. */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  const { host = '127.0.0.1', maxAppendSize = MAX_APPEND } = options;
  const { log, file } = openLog(options.file);
  try {
    const tail = new Tail();
    const writer = new Writer(log, tail);
    const calls = new Calls();
    const server = new Server({
      'grpc.max_receive_message_length': Math.max(MAX_MESSAGE, maxAppendSize + 1024 * 1024),
      'grpc.max_send_message_length': -1,
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 10_000,
    });
    const address = { instance: randomUUID(), port: options.port };
    register(server, { log, writer, tail, maxAppendSize }, calls, address);
    address.port = await bind(server, host, options.port);
    const copies = new Set<Promise<void>>();
    const backup = async (to: string): Promise<void> => {
      const copy = copyTo(file.db, to);
      copies.add(copy);
      await copy.finally(() => copies.delete(copy));
    };
    const close = async (): Promise<void> => {
      writer.close();
      calls.stop();
      await stop(server);
      await Promise.allSettled(copies);
      file.close();
    };
    let closing: Promise<void> | undefined;
    const statistics = (): StoreStatistics => ({
      ...contents(file.db, file.path),
      calls: calls.size,
      subscriptions: tail.size,
      commits: writer.commits,
      memory: process.memoryUsage.rss(),
    });
    return { port: address.port, statistics, backup, close: () => (closing ??= close()) };
  } catch (error) {
    file.close();
    throw error;
  }
}
