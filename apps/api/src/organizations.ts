import type { Kysely } from 'kysely';
import type { ReadTables } from './readings.js';

/** What stands before an organization: an admission authority sees its district, any other its own; undefined where there is none. */
export async function asOrganization(
  db: Kysely<ReadTables>,
  id: string,
): Promise<Readonly<{ district: string }> | Readonly<{ department: string }> | undefined> {
  const found = await db
    .selectFrom('organization_v1')
    .select(['kind', 'parent'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { kind, parent } = found;
  return kind === 'authority' && parent !== null ? { district: parent } : { department: id };
}
