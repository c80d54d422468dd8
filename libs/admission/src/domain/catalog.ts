import type { Decider, Fact, Issued } from '#kernel';
import { conflict, forbidden, invalid, judgedOn } from '#kernel';
import { dayOf, isCivilDate, type CivilDate } from '#procedure';
import type { OrganizationState } from '#community/events';
import type {
  CatalogEntry,
  CatalogVersion,
  TaskCatalogCommand,
  TaskCatalogEvent,
  TaskCatalogState,
} from '../events.js';
import { nationalCertificate } from './national-certificates.js';
import { authoritySeats } from './request-facts.js';
import { mustBeRules } from './rules.js';

/** The authority whose seat is relied on. */
export type CatalogFacts = Readonly<{ authority?: Fact<OrganizationState> }>;

type Given = Issued<TaskCatalogCommand, CatalogFacts>;

/** A list longer than this is no list that a community can know. */
const mostEntries = 1_000;

function mustPublishHere({ data, by, facts, at }: Given): void {
  const seats = authoritySeats(facts.authority, { at, district: data.district });
  const own = seats.filter(({ person }) => person === by.person);
  if (own.some(({ role }) => role === 'chair' || role === 'registrar')) return;
  forbidden(
    'catalog.notOfTheAuthority',
    '只有准入管理机构的负责人或登记员可以公布清单。',
    'Only the chair or a registrar of the admission authority may publish the list.',
    { article: '民发〔2015〕136号' },
  );
}

const unfit = (entry: CatalogEntry, zh: string, en: string): never =>
  invalid('catalog.entryUnfit', `“${entry.title || entry.id}”:${zh}`, `"${entry.title || entry.id}": ${en}`, {
    details: { entry: entry.id },
  });

function mustBeAnEntry(entry: CatalogEntry): void {
  const said = (text: string, most: number): boolean => text.trim() !== '' && text.length <= most;
  if (!/^[A-Za-z0-9][\w-]{0,63}$/.test(entry.id))
    unfit(entry, '编号不合格式。', 'the id is not well formed.');
  if (!said(entry.title, 200)) unfit(entry, '须写明事项,至多 200 字。', 'say what it is, in 200 characters.');
  if (entry.names.length > 20 || !entry.names.every((name) => said(name, 200)))
    unfit(entry, '别名至多 20 个,不得为空。', 'at most 20 other names, none of them empty.');
  if (!said(entry.basis, 500)) unfit(entry, '须写明依据。', 'say on what law, notice or list it stands.');
  if (entry.kind !== 'certificate' || entry.class === 'notTheCommunitys') return;
  for (const name of [entry.title, ...entry.names]) {
    const national = nationalCertificate(name);
    if (national)
      invalid(
        'catalog.certificateForbidden',
        `“${entry.title}”在国家不应由居委会出具的证明清单第 ${national.number} 项(${national.title}),只能列入负面清单。`,
        `"${entry.title}" is item ${national.number} of the national list of certificates that no residents' committee issues; it can only stand on the negative list.`,
        { article: national.article, details: { entry: entry.id, item: national.number } },
      );
  }
}

/** All that an entry says, in one order. */
export const entryAsText = ({ id, title, names, kind, department, basis, ...rest }: CatalogEntry): string =>
  JSON.stringify([id, title, names, rest.class, kind, department, basis]);

function mustDiffer(entries: readonly CatalogEntry[]): void {
  for (const field of ['id', 'title'] as const) {
    const seen = new Set<string>();
    for (const entry of entries) {
      if (seen.has(entry[field])) unfit(entry, '在清单中重复。', 'stands on the list twice.');
      seen.add(entry[field]);
    }
  }
}

function mustBeginInTime({ data, at }: Given, last: CatalogVersion | undefined): void {
  const today = dayOf(at);
  const { effectiveFrom } = data;
  const earliest = [today, last?.effectiveFrom ?? today].sort().at(-1);
  if (isCivilDate(effectiveFrom) && effectiveFrom >= (earliest as CivilDate)) return;
  invalid(
    'catalog.backdated',
    `清单自 ${effectiveFrom} 起施行,早于 ${earliest}:不得追溯。`,
    `The list would apply from ${effectiveFrom}, before ${earliest}: no list applies to the past.`,
    { details: { effectiveFrom, earliest } },
  );
}

function publish(command: Given, { versions }: TaskCatalogState): readonly TaskCatalogEvent[] {
  const { data, facts } = command;
  mustPublishHere(command);
  const last = versions.at(-1);
  mustBeginInTime(command, last);
  const { district, effectiveFrom, source, basisHash, entries } = data;
  if (source.trim() === '' || source.length > 500)
    invalid('catalog.sourceMissing', '须写明清单的来源。', 'Say where the list comes from.');
  if (entries.length === 0 || entries.length > mostEntries)
    invalid(
      'catalog.tooLong',
      `清单须有 1 至 ${mostEntries} 项。`,
      `A list has 1 to ${mostEntries} matters.`,
      { details: { entries: entries.length } },
    );
  for (const entry of entries) mustBeAnEntry(entry);
  mustDiffer(entries);
  const rules = data.rules ?? last?.rules ?? {};
  mustBeRules(rules);
  const asBefore = JSON.stringify(last?.rules ?? {}) === JSON.stringify(rules);
  if (asBefore && last && last.entries.map(entryAsText).join() === entries.map(entryAsText).join())
    conflict(
      'catalog.unchanged',
      `与现行第 ${last.version} 版相同,无须再公布。`,
      `It is the same as version ${last.version}; nothing is to be published.`,
    );
  const judged = judgedOn(facts.authority);
  const version = (last?.version ?? 0) + 1;
  return [
    {
      type: 'TaskCatalogPublished',
      data: {
        version,
        district,
        effectiveFrom,
        source,
        basisHash,
        entries,
        ...(Object.keys(rules).length > 0 ? { rules } : {}),
        judged,
      },
    },
  ];
}

function evolve({ versions }: TaskCatalogState, { data }: TaskCatalogEvent): TaskCatalogState {
  const { version, effectiveFrom, entries, rules, judged } = data;
  const seat = judged.find(({ stream }) => stream.startsWith('organization-'));
  const authority = seat?.stream.slice('organization-'.length) ?? null;
  return {
    versions: [...versions, { version, effectiveFrom, entries, authority, ...(rules ? { rules } : {}) }],
  };
}

/** The version that applies on a day: the last one published whose day has come. */
export const inForceOn = ({ versions }: TaskCatalogState, day: CivilDate): CatalogVersion | undefined =>
  versions.filter(({ effectiveFrom }) => effectiveFrom <= day).at(-1);

/** The matter of that title, or of that other name, on a version of the list. */
export const entryFor = (version: CatalogVersion | undefined, title: string): CatalogEntry | undefined =>
  version?.entries.find((one) => one.title === title || one.names.includes(title));

/** The list of tasks of a district: whole versions, each from a day on, never for the past. */
export const taskCatalog: Decider<TaskCatalogCommand, TaskCatalogEvent, TaskCatalogState, CatalogFacts> = {
  decide: publish,
  evolve,
  initialState: { versions: [] },
};
