import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Moved } from './moved.js';
import { codeOf, isMissingTable } from './query.js';
import { Silent } from './silent.js';
import { SteadyClient } from './steady-client.js';
import type { Row } from './view.js';

/** Tables by name when nobody says more about them. */
export type Tables = Record<string, Row>;

/** The read models of one deployment: PostgreSQL, schema `read`. */
export type ReadModels = Readonly<{
  db: Kysely<Tables>;
  /** The same connection for queries over named tables: `models.tables<{ seat_v1: SeatRow }>()`. */
  tables<T>(): Kysely<T>;
  /** A connection of its own, for locks; the caller releases it. */
  session(): Promise<pg.PoolClient>;
  /** Fires when a runner of this process committed. */
  moved: Moved;
  close(): Promise<void>;
}>;

export type ConnectOptions = Readonly<{
  /** Connections at most. */
  max?: number;
  /** Told of connections that broke while idle. */
  onError?: (error: Error) => void;
}>;

const int8 = 20;
const date = 1082;

function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${text} is beyond the integers that are kept exactly`);
  return number;
}

/** A day stays text: a `Date` would shift it with the machine's zone. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (oid === int8) return safeInteger;
    if (oid === date) return (text) => text;
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
  },
};

/** Connects to the read models; nothing is sent before the first query. */
export function connectReadModels(url: string, { max = 8, onError }: ConnectOptions = {}): ReadModels {
  const pool = new pg.Pool({
    connectionString: url,
    Client: SteadyClient,
    max,
    types: parsers,
    // rows and checkpoint go together: what a crash of PostgreSQL takes back is read from the log again
    options: '-c search_path=read,public -c synchronous_commit=off',
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'siyi',
  });
  pool.on('error', (error) => onError?.(error));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    tables: <T>() => db as unknown as Kysely<T>,
    session: () => pool.connect(),
    moved: new Moved(),
    close: () => pool.end(),
  };
}

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
  'EAI_AGAIN',
]);

/** What pg says without a code: the line broke, before or during the call, or there was none in time. */
const withoutCode =
  /connection terminated|connection error and is not queryable|timeout expired|timeout exceeded when trying to connect/i;

/** True when PostgreSQL cannot be reached, goes down, comes up or has no tables yet: the API answers 503. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (error instanceof Silent || isMissingTable(error) || away.has(code) || /^(08|57P0|53300)/.test(code))
    return true;
  const parts: unknown = (error as { errors?: unknown } | undefined)?.errors;
  if (Array.isArray(parts)) return parts.some(isAway);
  return withoutCode.test(String(error));
}
