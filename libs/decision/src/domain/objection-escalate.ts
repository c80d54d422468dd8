import { conflict, forbidden } from '#kernel';
import { dayOf, periodEnd } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { objectionOf, visitorOf } from './objection-file.js';
import type { Opened } from './phase.js';
import { postingOn } from './posting-step.js';
import type { Given, Objection } from './state.js';
import { lawOf } from './steps.js';

function whyNot(objection: Objection, why: 'late' | 'notSatisfied', day: string) {
  if (why === 'late') {
    if (objection.answeredOn !== null) return { zh: '已经答复', en: 'it has been answered' };
    if (day <= objection.replyBy)
      return { zh: `答复期至 ${objection.replyBy}`, en: `the reply is due by ${objection.replyBy}` };
    return objection.escalated ? { zh: '已经上报', en: 'it was escalated already' } : undefined;
  }
  if (objection.answeredOn === null) return { zh: '尚未答复', en: 'there is no answer yet' };
  return objection.unsatisfied ? { zh: '已经上报', en: 'it was escalated already' } : undefined;
}

/** EscalateObjection to the street office: late, as the timer finds; or the objector is not satisfied with the answer. */
export function escalateObjection(
  command: Given<'EscalateObjection'>,
  state: Opened,
): readonly DecisionEvent[] {
  const { why, objection: id } = command.data;
  const objection = objectionOf(state, id);
  const article = lawOf(state).articles.complaints;
  const system = command.by.person.startsWith('system:');
  if (system ? why !== 'late' : command.by.person !== (objection.by ?? visitorOf(id)))
    forbidden(
      'decision.notTheObjector',
      '只有异议人本人可以申请上级处理。',
      'Only the objector turns to the street office.',
      { article },
    );
  const day = dayOf(command.at);
  const reason = whyNot(objection, why, day);
  if (reason && system) return [];
  if (reason)
    conflict('decision.notToEscalate', `暂不能上报:${reason.zh}。`, `Not to be escalated: ${reason.en}.`, {
      article,
      details: { objection: id, replyBy: objection.replyBy },
    });
  const { escalationDays } = postingOn(state, objection.step, day);
  const escalated = {
    objection: id,
    why,
    escalatedOn: day,
    answerBy: periodEnd(day, escalationDays.value).lastDay,
    source: escalationDays.source,
  };
  return [{ type: 'ObjectionEscalated', data: escalated }];
}
