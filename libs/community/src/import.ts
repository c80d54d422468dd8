import { conflict, Rejection, toSeal } from '#kernel';
import { community } from './domain/community.js';
import { entriesIn } from './import/entries.js';
import type { Identity } from './import/identity.js';
import { judgeRows, type Judged } from './import/judge-rows.js';
import type { ImportCommand, ImportRow, Preview, PreviewOn } from './import/preview.js';

export { identityIn, type Identity } from './import/identity.js';
export type { ImportCommand, ImportRow, Preview, PreviewOn } from './import/preview.js';

/** The persons that a file names, to be looked up before the preview. */
export function personsIn(csv: string, personOf: (identity: Identity) => string): readonly string[] {
  const persons = entriesIn(csv).flatMap((entry) => ('identity' in entry ? [personOf(entry.identity)] : []));
  return [...new Set(persons)];
}

type Seating = Extract<ImportCommand, { category: 'community' }>;

function registrationsIn(judged: readonly Judged[], on: PreviewOn): readonly ImportCommand[] {
  const { state } = on.community;
  const office = state.status === 'formed' ? { office: state.parent } : {};
  // The telephone may stand in any of the rows of a person.
  const phones = new Map(
    judged.flatMap(({ entry, row }) => (entry?.phone && row.person ? [[row.person, entry.phone]] : [])),
  );
  return judged.flatMap(({ row: { action, person }, entry }): readonly ImportCommand[] => {
    if (action !== 'register+seat' || person === null || entry === null) return [];
    const phone = phones.get(person);
    const contact = phone === undefined ? {} : { contact: toSeal(`person:${person}`, phone) };
    const name = toSeal(`person:${person}`, entry.name);
    return [
      {
        ...{ category: 'person', id: person },
        command: {
          type: 'RegisterPerson',
          data: { name, ...contact, identity: entry.identity.kind, ...office },
        },
      },
    ];
  });
}

function seatingIn(judged: readonly Judged[], on: PreviewOn): Seating | undefined {
  const seats = judged.flatMap(({ seat }) => (seat ? [seat] : []));
  if (seats.length === 0) return undefined;
  const { id, revision } = on.community;
  return {
    category: 'community',
    id,
    ifMatch: revision,
    command: { type: 'SeatMembers', data: { seats, basisHash: on.basisHash } },
  };
}

/** What the community itself would answer: the very rules that will judge the command. */
function refusalOf(
  { command }: Seating,
  { by, at, facts, community: { state } }: PreviewOn,
): Rejection | undefined {
  try {
    community.decide({ ...command, by, at, facts, commandId: 'preview' }, state);
    return undefined;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

/** Marks the rows whose seats a refusal names. */
function blamed(rows: readonly ImportRow[], refusal: Rejection): readonly ImportRow[] {
  const { seat, seats } = refusal.details;
  const named = new Set<unknown>(Array.isArray(seats) ? seats : [seat]);
  return rows.map((row) =>
    row.seat && row.action !== 'skip' && named.has(row.seat.id)
      ? { ...row, action: 'refuse', reason: refusal.text, article: refusal.article ?? null }
      : row,
  );
}

const count = (rows: readonly ImportRow[], action: ImportRow['action']): number =>
  rows.filter((row) => row.action === action).length;

/**
 * Shows row by row what the import of a roll would do; `commands` is what it will execute, and nothing while a row or
 * the whole is refused.
 */
export function previewImport(csv: string, on: PreviewOn): Preview {
  const judged = judgeRows(entriesIn(csv), on);
  const seating = seatingIn(judged, on);
  const found =
    seating && judged.every(({ row }) => row.action !== 'refuse') ? refusalOf(seating, on) : undefined;
  const rows = found
    ? blamed(
        judged.map(({ row }) => row),
        found,
      )
    : judged.map(({ row }) => row);
  const refusal = found
    ? { code: found.code, ...found.text, article: found.article ?? null, details: found.details }
    : null;
  const clear = refusal === null && rows.every((row) => row.action !== 'refuse');
  const commands = clear && seating ? [...registrationsIn(judged, on), seating] : [];
  const counts = {
    'register+seat': count(rows, 'register+seat'),
    seat: count(rows, 'seat'),
    skip: count(rows, 'skip'),
    refuse: count(rows, 'refuse'),
  };
  const { id, revision } = on.community;
  return {
    rows,
    counts,
    refusal,
    commands,
    hash: on.digest(JSON.stringify({ id, revision, rows, refusal, commands })),
  };
}

/** The commands of a preview that was looked at; refuses when the state has moved since, or when anything is refused. */
export function confirmedImport(preview: Preview, seen: string): readonly ImportCommand[] {
  if (preview.hash !== seen)
    conflict(
      'import.moved',
      '预览之后名册或文件有变:请重新预览。',
      'The roll or the file has changed since the preview: look at it anew.',
      { details: { preview: preview.hash } },
    );
  if (preview.refusal !== null || preview.counts.refuse > 0)
    conflict(
      'import.refused',
      '有不能导入的行:请改正后重新预览。',
      'Some rows are refused: correct them and preview again.',
      {
        ...(preview.refusal?.article ? { article: preview.refusal.article } : {}),
        details: { refused: preview.counts.refuse, code: preview.refusal?.code },
      },
    );
  return preview.commands;
}
