import { invalid } from '#kernel';
import { isCivilDate, type CivilDate } from '#procedure';

type Span = Readonly<{ since?: CivilDate; today: CivilDate }>;

/** Refuses a fact of the outside world dated in the future, before what it follows from, or on no day at all. */
export function mustHaveHappened(on: CivilDate, { since, today }: Span): void {
  if (!isCivilDate(on))
    invalid('decision.notADate', `“${on}”不是日期(YYYY-MM-DD)。`, `"${on}" is not a date (YYYY-MM-DD).`);
  if (on > today)
    invalid(
      'decision.inFuture',
      `${on} 尚未到来:只能记录已经发生的事,今天是 ${today}。`,
      `${on} is yet to come: only what has happened is recorded; today is ${today}.`,
      { details: { on, today } },
    );
  if (since !== undefined && on < since)
    invalid(
      'decision.tooEarly',
      `${on} 早于 ${since}:日期不得在其所依据的事项之前。`,
      `${on} is before ${since}: it cannot precede what it follows from; correct the date.`,
      { details: { on, since } },
    );
}

/** Refuses a span that ends before it begins. */
export function mustRunForward(from: CivilDate, until: CivilDate): void {
  if (from <= until) return;
  invalid(
    'decision.spanReversed',
    `起止日期颠倒:${from} 至 ${until}。`,
    `The span ends before it begins: ${from} to ${until}.`,
    { details: { from, until } },
  );
}
