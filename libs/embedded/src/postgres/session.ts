import pg from 'pg';

/** How to reach a cluster as its owner. */
export type Access = Readonly<{ port: number; password: string }>;

export const OWNER = 'siyi';
export const DATABASE = 'siyi';

/** Connects to one database of the cluster, runs the work and disconnects. */
export async function session<T>(
  { port, password }: Access,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database,
    connectionTimeoutMillis: 5000,
  });
  // A connection that breaks while idle would otherwise end the process; the query that runs reports it anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The data folder of the cluster that answers there. */
export function dataDirectory(access: Access): Promise<string> {
  return session(access, 'postgres', async (client) => {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory ?? '';
  });
}

/** Makes the application's database when it is not there. */
export function ensureDatabase(access: Access): Promise<void> {
  return session(access, 'postgres', async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}

/** The address of the application's database. */
export function urlOf({ port, password }: Access): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}
