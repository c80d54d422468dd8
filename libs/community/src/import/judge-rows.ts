import { humanOf } from '#procedure';
import type { Seat } from '../events.js';
import type { Entry, Unreadable } from './entries.js';
import type { ImportRow, PreviewOn } from './preview.js';

/** A row with what it stands for, when it can be carried out. */
export type Judged = Readonly<{ row: ImportRow; entry: Entry | null; seat: Seat | null }>;

const seatOf = (
  { seat: { body, role, vote, from, until, woman } }: Entry,
  person: string,
  on: PreviewOn,
): Seat => ({
  id: on.idOf(`seat/${on.community.id}/${body}/${person}/${from}`),
  ...{ body, person, role, vote, from, until },
  ...(woman === undefined ? {} : { woman }),
});

const without = ({ person: _person, ...seat }: Seat): ImportRow['seat'] => seat;

/** The same seat, already recorded and not ended early. */
function alreadySeated(seat: Seat, { community: { state } }: PreviewOn): boolean {
  if (state.status !== 'formed') return false;
  return Object.values(state.seats).some(
    (known) =>
      humanOf(state, known.person) === humanOf(state, seat.person) &&
      known.endedOn === undefined &&
      (['body', 'role', 'vote', 'from', 'until', 'woman'] as const).every(
        (field) => known[field] === seat[field],
      ),
  );
}

const refused = (line: number, name: string, zh: string, en: string): Judged => ({
  row: { line, name, action: 'refuse', person: null, seat: null, reason: { zh, en }, article: null },
  ...{ entry: null, seat: null },
});

const kept = {
  zh: '此人已登记:姓名、电话不变。',
  en: 'this person is registered already: name and telephone stay as they are.',
};

/** Judges each row by itself and beside the rows before it; the law on whole bodies comes after. */
export function judgeRows(entries: readonly (Entry | Unreadable)[], on: PreviewOn): readonly Judged[] {
  const named = new Map<string, Entry>();
  const taken = new Map<string, number>();
  return entries.map((entry): Judged => {
    const { line, name } = entry;
    if ('unreadable' in entry) return refused(line, name, entry.unreadable.zh, entry.unreadable.en);
    const person = on.personOf(entry.identity);
    const before = named.get(person);
    if (before && (before.name !== name || (before.phone ?? entry.phone) !== (entry.phone ?? before.phone)))
      return refused(
        line,
        name,
        `与第 ${before.line} 行证件相同而姓名或电话不同。`,
        `the same document as line ${before.line}, another name or telephone.`,
      );
    const seat = seatOf(entry, person, on);
    const twin = taken.get(seat.id);
    if (twin !== undefined) return refused(line, name, `与第 ${twin} 行重复。`, `the same as line ${twin}.`);
    named.set(person, before ?? entry);
    taken.set(seat.id, line);
    const row = { line, name, person, seat: without(seat), article: null };
    if (alreadySeated(seat, on))
      return {
        row: { ...row, action: 'skip', reason: { zh: '已在任。', en: 'already seated so.' } },
        entry: null,
        seat: null,
      };
    const known = on.registered.has(person);
    const action = known || before ? 'seat' : 'register+seat';
    return { row: { ...row, action, reason: known ? kept : null }, entry, seat };
  });
}
