import type { Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import { searchBy } from '#read-models';
import { effectIn, outsideTheList, type Effect } from './domain/effects.js';
import { nationalCertificate } from './domain/national-certificates.js';
import { rulesOf } from './domain/rules.js';
import type { DistrictRules, RequestKind, TaskClass } from './events.js';
import type { TaskEntryRow } from './task-entry.view.js';
import type { AdmissionTables } from './views.js';

type Tables = Kysely<AdmissionTables>;
type Version = Readonly<{ version: number; effectiveFrom: CivilDate; rules: DistrictRules }>;

/** A page of a list; `next` is the place on the list after which the next page begins. */
export type CatalogPage = Version &
  Readonly<{
    entries: readonly Omit<TaskEntryRow, 'key' | 'words' | 'grams' | 'rules'>[];
    next: string | null;
  }>;

/** The version of a district's list that applies on a day, or the one asked for; undefined where there is none. */
async function versionOf(
  db: Tables,
  district: string,
  { day, version }: Readonly<{ day: CivilDate; version?: number }>,
): Promise<Version | undefined> {
  let query = db
    .selectFrom('task_entry_v2')
    .select(['version', 'effectiveFrom', 'rules'])
    .where('district', '=', district)
    .where('place', '=', 0);
  query =
    version === undefined ? query.where('effectiveFrom', '<=', day) : query.where('version', '=', version);
  const found = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
  return found && { ...found, rules: found.rules ?? {} };
}

/** A district's list in its own order, by keyset; undefined where none applies. */
export async function catalogOf(
  db: Tables,
  district: string,
  asked: Readonly<{ day: CivilDate; version?: number; after?: string; limit: number }>,
): Promise<CatalogPage | undefined> {
  const found = await versionOf(db, district, asked);
  if (found === undefined) return undefined;
  const rows = await db
    .selectFrom('task_entry_v2')
    .selectAll()
    .where('district', '=', district)
    .where('version', '=', found.version)
    .where('place', '>', Number(asked.after ?? -1))
    .orderBy('place')
    .limit(asked.limit)
    .execute();
  const entries = rows.map(({ key: _key, words: _words, grams: _grams, rules: _rules, ...row }) => row);
  const last = entries.length === asked.limit ? entries.at(-1) : undefined;
  return { ...found, entries, next: last ? String(last.place) : null };
}

/** What holds for one matter found. `list`: the national one of certificates, or the district's in that version. */
export type TaskAnswer = Omit<Effect, 'article'> &
  Readonly<{
    list: 'national' | 'district';
    version: number | null;
    entry: string;
    title: string;
    class: TaskClass;
    kind: RequestKind;
    department: string | null;
    article: string;
  }>;

/** `otherwise` holds where nothing was found: then the matter is on no list. */
export type TaskAnswers = Readonly<{
  version: number | null;
  answers: readonly TaskAnswer[];
  otherwise: Effect | null;
}>;

/** No more than a person reads. */
const mostAnswers = 20;

function national(asked: string): readonly TaskAnswer[] {
  const item = nationalCertificate(asked);
  if (item === undefined) return [];
  const { number, title, article } = item;
  const matter = { list: 'national', version: null, entry: String(number), title, department: null } as const;
  return [
    {
      ...effectIn('notApproved', 'notTheCommunitys'),
      ...matter,
      class: 'notTheCommunitys',
      kind: 'certificate',
      article,
    },
  ];
}

/** "May this be asked of us?": what the national list and the district's say of the words, with class, effect and article. */
export async function answersTo(
  db: Tables,
  district: string,
  { words, day }: Readonly<{ words: string; day: CivilDate }>,
): Promise<TaskAnswers> {
  const found = await versionOf(db, district, { day });
  const rows = found
    ? await db
        .selectFrom('task_entry_v2')
        .selectAll()
        .where('district', '=', district)
        .where('version', '=', found.version)
        .where(searchBy('grams', ['words'], words))
        .orderBy('place')
        .limit(mostAnswers)
        .execute()
    : [];
  const scope = rulesOf(found?.rules).refuseScope;
  const listed = rows.map(({ version, entry, title, class: of, kind, department, basis }): TaskAnswer => ({
    ...effectIn(scope, of),
    ...{ list: 'district', version, entry, title, class: of, kind, department },
    article: of === 'shouldAssist' ? `${basis};${effectIn(scope, of).article}` : basis,
  }));
  const answers = [...national(words), ...listed];
  return {
    version: found?.version ?? null,
    answers,
    otherwise: answers.length === 0 ? outsideTheList(scope) : null,
  };
}
