import { invalid } from '#kernel';

import { organicLaw } from './organic-law.js';
import { floorsOn } from './statutes.js';
import { changed, floorKey, tightenMeeting, tightenPosting } from './tighten.js';
import type { MeetingStep, PostingStep, RuleSet } from './types.js';

/** 四议两公开 in their order (R§3). */
export const sixSteps = [
  'proposal',
  'consultation',
  'review',
  'resolution',
  'resolutionPosting',
  'implementation',
  'resultPosting',
] as const;

const meetingsOf = (set: RuleSet): readonly MeetingStep[] => [
  ...set.steps.filter((step) => step.kind === 'meeting'),
  ...(set.residentsMeeting === undefined ? [] : [set.residentsMeeting]),
];

function order(set: RuleSet): void {
  const keys = set.steps.map(({ key }) => key);
  const skipped = sixSteps.find((key) => !keys.includes(key));
  if (skipped !== undefined) {
    invalid(
      'procedure.stepSkipped',
      `规则集 ${set.id} 缺少步骤 ${skipped};任何来源都不允许跳过步骤`,
      `rule set ${set.id} skips the step ${skipped}; no source allows a step to be skipped`,
      { article: 'R§3.7', details: { skipped } },
    );
  }
  if (keys.join() !== sixSteps.join()) {
    invalid(
      'procedure.stepOrder',
      `规则集 ${set.id} 的步骤应依次为 ${sixSteps.join('、')}`,
      `the steps of rule set ${set.id} must be ${sixSteps.join(', ')}, in this order`,
      { article: 'R§3', details: { keys } },
    );
  }
}

function practiceOnly(set: RuleSet): void {
  const key = set.steps.map((step) => step.key).find((one) => sixSteps.some((six) => six === one));
  if (key === undefined && set.residentsMeeting === undefined) return;
  invalid(
    'procedure.practiceStep',
    `规则集 ${set.id} 没有法律效力(statutory: false),不得用于六步程序(${key ?? 'residentsMeeting'})`,
    `rule set ${set.id} has no statutory force and may not be used for the six steps (${key ?? 'residentsMeeting'})`,
    { article: 'R§8.1', details: { key } },
  );
}

function bodies(set: RuleSet, step: MeetingStep): void {
  const also = step.alsoQuorum?.flatMap(({ seatBody, seatBodies }) => [seatBody, ...seatBodies]) ?? [];
  const named = [step.body, ...step.seatBodies, ...step.convenerBodies, ...also];
  const unknown = named.find((body) => !Object.hasOwn(set.bodies, body));
  const noRoll = step.seatBodies.length === 0 && !step.rollByNumber;
  if (unknown === undefined && !noRoll) return;
  invalid(
    'procedure.bodyUnknown',
    `规则集 ${set.id} 的步骤 ${step.key}:${noRoll ? '没有名册' : `机构“${unknown}”未在 bodies 中列出`}`,
    `rule set ${set.id}, step ${step.key}: ${noRoll ? 'nobody is on its roll' : `the body “${unknown}” is not listed in bodies`}`,
    { article: 'R§2', details: { step: step.key, body: unknown } },
  );
}

function meeting(set: RuleSet, step: MeetingStep): void {
  if (['review', 'resolution'].includes(step.key) && step.recusal === 'outOfBase') {
    invalid(
      'procedure.recusalBase',
      `规则集 ${set.id} 的步骤 ${step.key}:回避者在场即计入基数,仅从基数中剔除会低于法定标准`,
      `rule set ${set.id}, step ${step.key}: a recused person in the room stays in the base; taking him out of it alone would go below the law`,
      {
        article:
          step.key === 'review'
            ? '支部工作条例(试行) §11'
            : organicLaw(set.communityKind).articles.representativesQuorum,
      },
    );
  }
  if (step.mayMergeWithNext && step.key !== 'proposal') {
    invalid(
      'procedure.mergeNotAllowed',
      `规则集 ${set.id}:只有第一步和第二步可以合并开会`,
      `rule set ${set.id}: only steps 1 and 2 may be held as one sitting`,
      { article: 'R§3.7', details: { step: step.key } },
    );
  }
}

function aboveFloor(set: RuleSet, step: MeetingStep | PostingStep): void {
  for (const floor of floorsOn(set.effectiveFrom, floorKey(step), set.communityKind)) {
    const below =
      step.kind === 'meeting'
        ? changed(step, tightenMeeting(step, floor, set))
        : changed(step, tightenPosting(step, floor));
    if (below.length === 0) continue;
    invalid(
      'procedure.belowFloor',
      `规则集 ${set.id} 的步骤 ${step.key}(${below.join('、')})低于 ${floor.article} 的要求;只能更严,不能更宽`,
      `rule set ${set.id}, step ${step.key} (${below.join(', ')}) asks less than ${floor.article}; a set may be stricter, never looser`,
      { article: floor.article, details: { ruleSet: set.id, step: step.key, fields: below } },
    );
  }
}

/** Refuses a set that the law does not allow, naming the article that it breaks. */
export function checkRuleSet(set: RuleSet): RuleSet {
  const meetings = meetingsOf(set);
  for (const step of meetings) bodies(set, step);
  if (!set.statutory) {
    practiceOnly(set);
    return set;
  }
  order(set);
  for (const step of meetings) meeting(set, step);
  for (const step of [...meetings, ...set.steps.filter((one) => one.kind === 'posting')])
    aboveFloor(set, step);
  return set;
}
