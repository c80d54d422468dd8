import { conflict } from '#kernel';
import { seatsOn, type CivilDate, type CommunityKind, type Seat } from '#procedure';
import { lastDayOf } from './terms.js';
import { completeRules, standingRules, type CompositionRule, type OnDay } from './composition-rules.js';

/** All seats of a community as they would stand, with what is known of persons. Persons are already resolved to humans. */
export type Standing = Readonly<{
  kind?: CommunityKind;
  seats: Readonly<Record<string, Seat>>;
  relatives: readonly (readonly [string, string])[];
}>;

function onDay({ seats, relatives }: Standing, day: CivilDate): OnDay {
  const standing = seatsOn({ seats }, day);
  return { day, relatives, of: (body) => standing.filter((seat) => seat.body === body) };
}

/** Days, of those that the touched seats cover, on which somebody takes a seat: only then can a body outgrow its rule. */
function daysOfChange({ seats }: Standing, touched: readonly Seat[], since: CivilDate): readonly CivilDate[] {
  const starts = [...Object.values(seats).map((seat) => seat.from), since];
  return [...new Set(starts)].filter(
    (day) => day >= since && touched.some((seat) => seat.from <= day && day <= lastDayOf(seat)),
  );
}

function refuseFirst(rules: readonly CompositionRule[], bodies: ReadonlySet<string>, found: OnDay): void {
  for (const rule of rules.filter((one) => one.bodies.some((body) => bodies.has(body)))) {
    const broken = rule.broken(found);
    if (broken === undefined) continue;
    conflict(rule.code, `${found.day}:${broken.zh}`, `On ${found.day}: ${broken.en}`, {
      article: rule.article,
      details: { day: found.day, ...broken.details },
    });
  }
}

/** Refuses, with the article, seats that no body may be made of; looks only where the touched seats stand. */
export function mustBeComposed(
  standing: Standing,
  touched: readonly Seat[],
  since: CivilDate = '0001-01-01',
): void {
  const bodies = new Set(touched.map((seat) => seat.body));
  const rules = standingRules(standing.kind);
  for (const day of daysOfChange(standing, touched, since)) refuseFirst(rules, bodies, onDay(standing, day));
}

/** Refuses a body seated too small: judged on the day when the last of the batch takes the seat. */
export function mustBeComplete(standing: Standing, batch: readonly Seat[]): void {
  for (const body of new Set(batch.map((seat) => seat.body))) {
    const starts = batch.filter((seat) => seat.body === body).map((seat) => seat.from);
    const day = starts.reduce((a, b) => (a > b ? a : b));
    refuseFirst(completeRules(standing.kind), new Set([body]), onDay(standing, day));
  }
}
