import { conflict } from '#kernel';
import {
  organicLaw,
  quorumMet,
  rollOn,
  type CommunityKind,
  type MeetingStep,
  type QuorumCheck,
} from '#procedure';
import type { CommunityState } from '#community/events';
import type { Roll } from '../events.js';
import { bodyWords } from './body-words.js';
import type { SittingState } from './state.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;
type Held = Extract<SittingState, { phase: 'open' }>;
export type Room = Readonly<{ roll: Roll; present: Roll }>;

/** How many a roll counts. */
export const countOf = (roll: Roll): number => ('number' in roll ? roll.number : roll.length);

/** The roll of a body as frozen, and who of it is in the room now; others may attend but are not counted. */
export function roomOf(sitting: Held, body: string, kind?: CommunityKind): Room {
  const roll = sitting.rolls.find((one) => one.body === body)?.roll;
  if (roll === undefined) {
    const { zh, en } = bodyWords([body], sitting.heldOn, kind);
    return conflict(
      'decision.rollMissing',
      `本次会议没有“${zh}”的名册:请另行召集。`,
      `The sitting has frozen no roll of the ${en}: convene one for that body.`,
      { article: organicLaw(kind).articles.representativesQuorum, details: { body } },
    );
  }
  if (!('number' in roll))
    return { roll, present: roll.filter((person) => sitting.present.includes(person)) };
  const number = sitting.headcounts[body];
  return { roll, present: { number: number ?? 0, source: '点数/headcount' } };
}

function without(roll: Roll, persons: readonly string[]): Roll {
  return 'number' in roll ? roll : roll.filter((person) => !persons.includes(person));
}

function orRefuse(check: QuorumCheck): QuorumCheck {
  if (check.met) return check;
  return conflict(
    'decision.quorumNotMet',
    `未达法定人数:${check.arithmetic.zh}。请等候到会,或休会另行召集。`,
    `No quorum: ${check.arithmetic.en}. Wait for more to arrive, or adjourn and convene anew.`,
    { article: check.article, details: { needed: check.needed, counted: check.counted, base: check.base } },
  );
}

/** Quorum now, by the arithmetic of the article: one who declared a recusal counts while he is in the room (R§3.3). */
export function quorumNow(
  step: MeetingStep,
  room: Room,
  recused: readonly string[],
  community: Formed,
  day: string,
): Readonly<{ quorum: QuorumCheck | null; alsoQuorum: readonly QuorumCheck[] }> {
  const out = step.recusal === 'outOfBase' ? recused : [];
  const roll = without(room.roll, out);
  const present = without(room.present, out);
  const quorum = step.quorum ? orRefuse(quorumMet(countOf(present), countOf(roll), step.quorum)) : null;
  const listed = 'number' in roll ? [] : roll;
  const alsoQuorum = (step.alsoQuorum ?? []).map(({ seatBodies, rule }) => {
    const part = rollOn(community, seatBodies, day).filter((person) => listed.includes(person));
    const there = part.filter((person) => !('number' in present) && present.includes(person));
    return orRefuse(quorumMet(there.length, part.length, rule));
  });
  return { quorum, alsoQuorum };
}

/** The least presence with which the body may meet; null where its rule asks for none. */
export const leastPresent = (step: MeetingStep, room: Room): number | null =>
  step.quorum && countOf(room.roll) > 0 ? quorumMet(0, countOf(room.roll), step.quorum).needed : null;
