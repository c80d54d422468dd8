import { CompiledQuery, type QueryResult } from 'kysely';

/** What runs a statement: a Kysely of any tables, or a transaction of it. */
export type Executor = Readonly<{ executeQuery<R>(query: CompiledQuery<R>): Promise<QueryResult<R>> }>;

/** Runs one statement as it stands. */
export async function run<T>(
  db: Executor,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<readonly T[]> {
  const { rows } = await db.executeQuery<T>(CompiledQuery.raw(text, [...parameters]));
  return rows;
}

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The code that PostgreSQL or the system gave an error; empty when it gave none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** True when a statement named a table or schema that no migration has made yet. */
export const isMissingTable = (error: unknown): boolean => ['42P01', '3F000'].includes(codeOf(error));
