import { invalid } from '#kernel';
import { organicLaw, type CivilDate, type CommunityKind } from '#procedure';
import type { Seat } from '../events.js';
import { mustBeDay, mustHaveCome, mustName } from './checks.js';

/** The article on the term of an elected body, undefined where no law knows one. */
function termArticle(body: string, kind?: CommunityKind): string | undefined {
  const { committeeTerm, representativesTerm, supervision } = organicLaw(kind).articles;
  const elected = new Map([
    ['branch', '中国共产党支部工作条例(试行)'],
    ['committee', committeeTerm],
    ['representatives', representativesTerm],
    ['supervision', supervision],
  ]);
  return elected.get(body);
}

/** The last day on which the seat counts. */
export const lastDayOf = (seat: Seat): CivilDate => seat.endedOn ?? seat.until;

/** Whether two seats stand on some common day. */
export const overlap = (a: Seat, b: Seat): boolean => a.from <= lastDayOf(b) && b.from <= lastDayOf(a);

/** Same day five years on; a 29 February has no match but compares rightly. */
const fiveYearsOn = (day: CivilDate): string =>
  `${String(Number(day.slice(0, 4)) + 5).padStart(4, '0')}${day.slice(4)}`;

function mustBeOrdered({ body, from, until, endedOn }: Seat, kind?: CommunityKind): void {
  if (from > until)
    invalid(
      'community.termReversed',
      `任期起(${from})晚于止(${until})。`,
      `The term begins (${from}) after it ends (${until}).`,
      {
        details: { body, from, until },
      },
    );
  const article = termArticle(body, kind);
  if (article !== undefined && until > fiveYearsOn(from))
    invalid(
      'community.termTooLong',
      `任期 ${from} 至 ${until} 超过五年:请按届期登记。`,
      `The term ${from} to ${until} exceeds five years: record it term by term.`,
      { article, details: { body, from, until } },
    );
  if (endedOn !== undefined && (endedOn < from || endedOn > until))
    invalid(
      'community.endOutsideTerm',
      `离任日 ${endedOn} 不在任期之内。`,
      `The seat ends on ${endedOn}, outside its term.`,
      {
        details: { body, from, until, endedOn },
      },
    );
}

/** Refuses a seat whose ids, dates or term cannot be; the term by the law of that kind of community. */
export function mustBeWellFormed(seat: Seat, today: CivilDate, kind?: CommunityKind): void {
  mustName('seat', seat.id);
  mustName('body', seat.body);
  mustName('person', seat.person);
  mustBeDay('from', seat.from);
  mustBeDay('until', seat.until);
  if (seat.endedOn !== undefined) mustHaveCome('endedOn', seat.endedOn, today);
  mustBeOrdered(seat, kind);
}
