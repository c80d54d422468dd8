import { conflict, invalid } from '#kernel';
import { dayOf, daysBetween, humanOf, ruleSet } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { objectionOf } from './objection-file.js';
import { inPhase, openNow, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import type { Given, Objection } from './state.js';
import { lawOf, resolvingStep } from './steps.js';
import { communityOf, mustConvene, organs } from './who.js';

type Answering = Given<'AnswerObjection'>;

function checkBlackouts(blackouts: Answering['data']['blackouts']): void {
  for (const { from, to, reason } of blackouts) {
    mustSay(reason, '遮盖理由', 'reason of the blackout');
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to <= from)
      invalid(
        'decision.blackoutInvalid',
        `遮盖范围[${from}, ${to})无效:起点不小于 0,终点大于起点。`,
        `The blackout [${from}, ${to}) is no span: it begins at 0 or later and ends after it begins.`,
        { article: '个人信息保护法 §25', details: { from, to } },
      );
  }
}

/** The step to which an upheld objection leads back. */
function stepBackTo(state: Opened, outcome: 'upheldToReview' | 'upheldToResolution'): string {
  const set = ruleSet(state.ruleSet);
  const review = set.steps.find((step) => step.kind === 'meeting' && step.key === 'review');
  const target = outcome === 'upheldToReview' ? review : resolvingStep(set);
  return (
    target?.key ??
    invalid(
      'decision.noStepBack',
      `规则集${set.id}没有审议步骤:请改为重新决议。`,
      `Rule set ${set.id} has no review: uphold to a new resolution instead.`,
      { article: 'R§3.9' },
    )
  );
}

function upheld(
  state: Opened,
  objection: Objection,
  outcome: 'upheldToReview' | 'upheldToResolution',
): readonly DecisionEvent[] {
  if (objection.kind !== 'objection')
    conflict(
      'decision.queryNotUpheld',
      '公示期外提出的询问以及质询,只能答复;需要改变决议的,请按原程序重新议决。',
      'A query, filed outside the window, and an interpellation get an answer; a passed decision is changed by the same kind of meeting.',
      { article: 'R§3.6' },
    );
  inPhase(state, 'posting', 'deliberating', 'failed');
  if (state.referred && outcome === 'upheldToReview')
    conflict(
      'decision.sameKindOfMeeting',
      '该决议由居民会议作出,只能由居民会议改变:请改为重新决议。',
      'The residents’ meeting resolved it and only that meeting can change it: uphold to a new resolution.',
      { article: 'R§3.6' },
    );
  const reenter = stepBackTo(state, outcome);
  const order = ruleSet(state.ruleSet).steps.map((step) => step.key);
  // An objection upheld before has led further back already; the way from there passes this step again.
  if (order.indexOf(reenter) >= order.indexOf(state.step)) return [];
  if (openNow(state))
    conflict(
      'decision.ballotOpen',
      '正在表决:请待表决结束后再答复。',
      'A ballot is open: answer when it is closed.',
    );
  const reason = outcome === 'upheldToReview' ? 'review' : 'resolution';
  return [{ type: 'ObjectionUpheld', data: { objection: objection.id, reenter, reason } }];
}

/** AnswerObjection: a late answer is shown as late and blocks nothing; an upheld one leads back. */
export function answerObjection(command: Answering, state: Opened): readonly DecisionEvent[] {
  const { data } = command;
  const objection = objectionOf(state, data.objection);
  const day = dayOf(command.at);
  const community = communityOf(command.facts);
  mustConvene(community, command.by, day, organs);
  if (objection.answeredOn !== null)
    conflict(
      'decision.answeredAlready',
      `该异议已于 ${objection.answeredOn} 答复;不满意的,由异议人申请街道(镇)处理。`,
      `It was answered on ${objection.answeredOn}; an objector who is not satisfied turns to the street or town.`,
      { article: lawOf(state).articles.complaints, details: { objection: objection.id } },
    );
  checkBlackouts(data.blackouts);
  const answered = {
    ...data,
    step: objection.step,
    answeredOn: day,
    lateDays: Math.max(0, daysBetween(objection.replyBy, day)),
    by: humanOf(community, command.by.person),
  };
  const back = data.outcome === 'answered' ? [] : upheld(state, objection, data.outcome);
  return [{ type: 'ObjectionAnswered', data: answered }, ...back];
}
