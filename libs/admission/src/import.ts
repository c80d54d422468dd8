import { invalid, readCsv, type CsvRecord } from '#kernel';
import { entryAsText } from './domain/catalog.js';
import type { CatalogEntry, CatalogVersion, RequestKind, TaskClass } from './events.js';

const columns = {
  id: ['id', '编号'],
  title: ['title', '事项'],
  names: ['names', '别名'],
  class: ['class', '类别'],
  kind: ['kind', '种类'],
  department: ['department', '责任部门'],
  basis: ['basis', '依据'],
} as const;
type Column = keyof typeof columns;

const classes: ReadonlyMap<string, TaskClass> = new Map([
  ...(['mustBear', 'shouldAssist', 'mayBeEntrusted', 'notTheCommunitys'] as const).map(
    (one) => [one, one] as const,
  ),
  ...(['必须承担', '依法履职', '依法履行职责事项'] as const).map((word) => [word, 'mustBear'] as const),
  ...(['应该协助', '依法协助', '依法协助事项'] as const).map((word) => [word, 'shouldAssist'] as const),
  ['可以委托', 'mayBeEntrusted'],
  ...(['不应承担', '负面清单'] as const).map((word) => [word, 'notTheCommunitys'] as const),
]);

const kinds: ReadonlyMap<string, RequestKind> = new Map([
  ['机构挂牌', 'bodyOrPlaque'],
  ['工作任务', 'task'],
  ['评比考核', 'assessment'],
  ['台账报表', 'ledgerOrForm'],
  ['统计调查', 'survey'],
  ['培训会议', 'trainingOrMeeting'],
  ['盖章证明', 'certificate'],
  ['信息系统', 'informationSystem'],
]);
const kindOf = (word: string): RequestKind | undefined =>
  kinds.get(word) ?? [...kinds.values()].find((kind) => kind === word);

/** What becomes of a matter against the last version. */
export type CatalogChange = Readonly<{
  line: number | null;
  change: 'added' | 'changed' | 'same' | 'removed';
  entry: CatalogEntry;
}>;

/** What publishing the file would do. `hash` names file and version; the import names it. */
export type CatalogPreview = Readonly<{
  rows: readonly CatalogChange[];
  counts: Readonly<Record<CatalogChange['change'], number>>;
  entries: readonly CatalogEntry[];
  hash: string;
}>;

function placesOf(header: CsvRecord): ReadonlyMap<Column, number> {
  const places = new Map<Column, number>();
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = header.cells.findIndex((cell) => names.includes(cell));
    if (at >= 0) places.set(column, at);
    else if (column !== 'names' && column !== 'department')
      invalid('import.columnMissing', `缺少“${names[1]}”一列。`, `The column ${names[0]} is missing.`, {
        details: { column },
      });
  }
  return places;
}

function entryIn({ line, cells }: CsvRecord, places: ReadonlyMap<Column, number>): CatalogEntry {
  const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
  const of = classes.get(cell('class'));
  const kind = kindOf(cell('kind'));
  if (of === undefined || kind === undefined)
    return invalid(
      'import.wordUnknown',
      `第 ${line} 行:类别“${cell('class')}”或种类“${cell('kind')}”不认识。`,
      `Line ${line}: the class "${cell('class')}" or the kind "${cell('kind')}" is not known.`,
      { details: { line, classes: [...classes.keys()], kinds: [...kinds.keys()] } },
    );
  const names = cell('names')
    .split(/[;;、]/u)
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    ...{ id: cell('id'), title: cell('title'), names, class: of, kind },
    ...{ department: cell('department') || null, basis: cell('basis') },
  };
}

/** Reads a list from CSV and holds it against the last version; throws a Rejection that names the line of the first fault. */
export function previewCatalog(
  csv: string,
  last: CatalogVersion | undefined,
  digest: (text: string) => string,
): CatalogPreview {
  const [header, ...records] = readCsv(csv);
  if (header === undefined) return invalid('import.empty', '文件是空的。', 'The file is empty.');
  const places = placesOf(header);
  const rows: CatalogChange[] = records.map((record) => {
    const entry = entryIn(record, places);
    const before = last?.entries.find(({ id }) => id === entry.id);
    if (before === undefined) return { line: record.line, change: 'added', entry };
    const same = entryAsText(before) === entryAsText(entry);
    return { line: record.line, change: same ? 'same' : 'changed', entry };
  });
  const entries = rows.map(({ entry }) => entry);
  const kept = new Set(entries.map(({ id }) => id));
  for (const entry of last?.entries ?? [])
    if (!kept.has(entry.id)) rows.push({ line: null, change: 'removed', entry });
  const counts = { added: 0, changed: 0, same: 0, removed: 0 };
  for (const { change } of rows) counts[change] += 1;
  return {
    rows,
    counts,
    entries,
    hash: digest(JSON.stringify([last?.version ?? 0, entries.map(entryAsText)])),
  };
}
