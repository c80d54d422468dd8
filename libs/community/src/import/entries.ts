import { invalid, readCsv, type CsvRecord } from '#kernel';
import { isCivilDate, type Words } from '#procedure';
import type { Seat } from '../events.js';
import { identityIn, type Identity } from './identity.js';
import { bodies, columns, optional, roles, votes, women, type Column } from './words.js';

/** A row that can be read. */
export type Entry = Readonly<{
  line: number;
  name: string;
  identity: Identity;
  phone: string | null;
  seat: Pick<Seat, 'body' | 'role' | 'vote' | 'from' | 'until' | 'woman'>;
}>;

/** A row that cannot, and why. */
export type Unreadable = Readonly<{ line: number; name: string; unreadable: Words }>;

function columnOf(heading: string): Column {
  const found = (Object.keys(columns) as Column[]).find((one) =>
    columns[one].some((word) => word === heading),
  );
  return (
    found ??
    invalid('import.unknownColumn', `没有“${heading}”这一列。`, `There is no column "${heading}".`, {
      details: { columns: Object.keys(columns) },
    })
  );
}

function headingsOf(record: CsvRecord | undefined): readonly Column[] {
  const headings = (record?.cells ?? []).map(columnOf);
  const absent = (Object.keys(columns) as Column[]).filter(
    (one) => !optional.has(one) && !headings.includes(one),
  );
  if (absent.length > 0 || new Set(headings).size < headings.length)
    invalid(
      'import.columnsUnfit',
      `缺少或重复的列:${absent.join('、')}。`,
      `Columns are missing or doubled: ${absent.join(', ')}.`,
      {
        details: { absent },
      },
    );
  return headings;
}

/** Spreadsheets run cells that begin so; a roll has no use for them. */
const formula = /^[=+\-@]/;

function entryOf({ line, cells }: CsvRecord, headings: readonly Column[]): Entry | Unreadable {
  const cell = (column: Column): string => cells[headings.indexOf(column)] ?? '';
  const name = cell('name');
  const cannot = (zh: string, en: string): Unreadable => ({
    line,
    name: formula.test(name) ? '' : name,
    unreadable: { zh, en },
  });
  if (cells.length !== headings.length)
    return cannot(
      `应有 ${headings.length} 格,实有 ${cells.length} 格。`,
      `${headings.length} cells expected, ${cells.length} found.`,
    );
  if (cells.some((text) => formula.test(text)))
    return cannot('单元格不得以 = + - @ 开头。', 'a cell may not begin with = + - @.');
  if (name === '' || name.length > 100)
    return cannot('姓名须填写,至多 100 字。', 'a name is needed, 100 characters at most.');
  const identity = identityIn(cell('document'));
  if ('zh' in identity) return cannot(identity.zh, identity.en);
  const [body, role, vote] = [
    bodies.get(cell('body')),
    roles.get(cell('role')),
    votes.get(cell('vote').toLowerCase()),
  ];
  if (body === undefined)
    return cannot(`没有“${cell('body')}”这个机构。`, `there is no body "${cell('body')}".`);
  if (role === undefined)
    return cannot(`没有“${cell('role')}”这个职务。`, `there is no role "${cell('role')}".`);
  if (vote === undefined) return cannot('表决权须为“是”或“否”。', 'vote is yes or no.');
  const woman = women.get(cell('sex').toLowerCase());
  if (woman === undefined) return cannot('性别须为“女”或“男”,或不填。', 'sex is woman or man, or left out.');
  const [from, until, phone] = [cell('from'), cell('until'), cell('phone')];
  if (!isCivilDate(from) || !isCivilDate(until))
    return cannot('任期须为 YYYY-MM-DD。', 'a term is given as YYYY-MM-DD.');
  if (phone !== '' && !/^[\d ()-]{5,30}$/.test(phone))
    return cannot('电话不合格式。', 'the telephone number is not well-formed.');
  return {
    line,
    name,
    identity,
    phone: phone === '' ? null : phone,
    seat: { body, role, vote, from, until, ...(woman ? { woman } : {}) },
  };
}

/** Every row of the file, readable or not; a file with the wrong columns is refused as a whole. */
export function entriesIn(csv: string): readonly (Entry | Unreadable)[] {
  const [heading, ...records] = readCsv(csv);
  const headings = headingsOf(heading);
  if (records.length === 0) invalid('import.empty', '文件中没有名单。', 'The file holds no rows.');
  return records.map((record) => entryOf(record, headings));
}
