import { conflict } from '#kernel';

import type { Floor } from './statutes.js';
import { stricterNotice, stricterShare } from './stricter.js';
import type { Cited, MeetingStep, PostingStep, RuleSet } from './types.js';

/** A residents' meeting is judged as such wherever it decides; every other step by its key. */
export const floorKey = (step: MeetingStep | PostingStep): string =>
  step.kind === 'meeting' && step.body === 'residents' ? 'residentsMeeting' : step.key;

function knownBodies(set: Pick<RuleSet, 'id' | 'bodies'>, floor: Floor): void {
  const asked = [...(floor.body === undefined ? [] : [floor.body]), ...(floor.seatBodies ?? [])];
  const unknown = asked.find((body) => !Object.hasOwn(set.bodies, body));
  if (unknown === undefined) return;
  conflict(
    'procedure.bodyUnknown',
    `${floor.article} 要求由“${unknown}”决定,规则集 ${set.id} 没有这个机构;请撤回后按现行规则集重新立项`,
    `${floor.article} asks for the body “${unknown}”, which rule set ${set.id} does not know; withdraw the matter and open it again under the set now in force`,
    { article: floor.article, details: { ruleSet: set.id, body: unknown, step: floor.step } },
  );
}

/** A deliberation under what one article asks of it. */
export function tightenMeeting(
  step: MeetingStep,
  floor: Floor,
  set: Pick<RuleSet, 'id' | 'bodies'>,
): MeetingStep {
  knownBodies(set, floor);
  const source = floor.article;
  const stricter: Partial<MeetingStep> = {
    ...(floor.body === undefined ? {} : { body: floor.body }),
    ...(floor.seatBodies === undefined || floor.seatBodies.every((body) => step.seatBodies.includes(body))
      ? {}
      : { seatBodies: [...new Set([...step.seatBodies, ...floor.seatBodies])].sort() }),
    ...(floor.quorum === undefined
      ? {}
      : { quorum: stricterShare(step.quorum, { ...floor.quorum, source }) }),
    ...(floor.majority === undefined
      ? {}
      : { majority: stricterShare(step.majority, { ...floor.majority, source }) }),
    ...(floor.notice === undefined
      ? {}
      : { notice: stricterNotice(step.notice, { ...floor.notice, source }) }),
    ...(floor.recusal === undefined ? {} : { recusal: floor.recusal }),
    ...(floor.needsAuthorization === true ? { needsAuthorization: true } : {}),
  };
  return { ...step, ...stricter };
}

const atLeast = (own: Cited<number>, value: number, source: string): Cited<number> =>
  own.value > value ? own : { value, source };

/** A disclosure under what one article asks of it. */
export function tightenPosting(step: PostingStep, floor: Floor): PostingStep {
  const { article, minDays, requiredPlaces = [], supervisionCheck } = floor;
  const stricter: Partial<PostingStep> = {
    ...(minDays === undefined ? {} : { minDays: atLeast(step.minDays, minDays, article) }),
    ...(minDays === undefined || step.aidMinDays === undefined
      ? {}
      : { aidMinDays: atLeast(step.aidMinDays, minDays, article) }),
    ...(requiredPlaces.every((place) => step.requiredPlaces.includes(place))
      ? {}
      : { requiredPlaces: [...new Set([...step.requiredPlaces, ...requiredPlaces])] }),
    ...(supervisionCheck === true ? { supervisionCheck: true } : {}),
  };
  return { ...step, ...stricter };
}

const bare = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'source' ? undefined : inner));

/** Which fields of a step differ in more than their source. */
export function changed<S extends object>(step: S, other: S): readonly string[] {
  return Object.keys(other).filter((field) => bare(other[field as keyof S]) !== bare(step[field as keyof S]));
}
