import { invalid } from '#kernel';
import type { CommunityState } from '#community/events';
import { organicLaw, rollOn, type CivilDate, type MeetingStep } from '#procedure';
import type { BodyRoll, Roll } from '../events.js';
import { bodyWords } from './body-words.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;
type Numbers = Readonly<Record<string, Readonly<{ number: number; source: string }>>>;
type Meets = Pick<MeetingStep, 'body' | 'seatBodies' | 'rollByNumber'>;

function perBody(
  { kind }: Formed,
  steps: readonly Meets[],
  day: CivilDate,
  rollOf: (step: Meets) => Roll,
): readonly BodyRoll[] {
  const first = new Map<string, Meets>();
  for (const step of steps) {
    const known = first.get(step.body);
    if (known && known.seatBodies.join() !== step.seatBodies.join())
      invalid(
        'sitting.bodiesDiffer',
        `议程上的规则集对“${bodyWords([step.body], day, kind).zh}”的组成规定不同:请分开召集。`,
        `The rule sets on the agenda compose the ${bodyWords([step.body], day, kind).en} differently: convene two sittings.`,
        { details: { body: step.body } },
      );
    first.set(step.body, known ?? step);
  }
  return [...first].map(([body, step]) => ({ body, roll: rollOf(step) }));
}

/** Who is called: the persons seated in each body on that day, or how many households the community counts. */
export const calledOn = (where: Formed, steps: readonly Meets[], day: CivilDate): readonly BodyRoll[] =>
  perBody(where, steps, day, (step) =>
    step.rollByNumber
      ? { number: where.households, source: where.countsSource }
      : rollOn(where, step.seatBodies, day),
  );

function numberFor({ kind }: Formed, body: string, numbers: Numbers, day: CivilDate): Roll {
  const given = numbers[body];
  if (!given || !Number.isSafeInteger(given.number) || given.number <= 0 || given.source.trim() === '')
    return invalid(
      'sitting.numberMissing',
      `“${bodyWords([body], day, kind).zh}”按数计:请写明应到数(正整数)及其出处。`,
      `“${bodyWords([body], day, kind).en}” is counted, not listed: give the number due, a positive integer, and its source.`,
      { article: organicLaw(kind).articles.residentsQuorum, details: { body } },
    );
  return { number: given.number, source: given.source };
}

/** Freezes the rolls of that day: N for quorum and base (居委会组织法 §29). */
export function frozenRolls(
  where: Formed,
  steps: readonly Meets[],
  day: CivilDate,
  numbers: Numbers,
): readonly BodyRoll[] {
  const surplus = Object.keys(numbers).find(
    (body) => !steps.some((step) => step.body === body && step.rollByNumber),
  );
  if (surplus !== undefined)
    invalid(
      'sitting.numberNotAsked',
      `“${bodyWords([surplus], day, where.kind).zh}”以名册为准,不得另报人数。`,
      `“${bodyWords([surplus], day, where.kind).en}” has a roll of persons (or does not meet here): no number is asked for.`,
      { details: { body: surplus } },
    );
  return perBody(where, steps, day, (step) =>
    step.rollByNumber ? numberFor(where, step.body, numbers, day) : rollOn(where, step.seatBodies, day),
  );
}
