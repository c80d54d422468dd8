import { conflict, invalid, missing, judgedOn } from '#kernel';
import {
  dayOf,
  organicLaw,
  ruleSet,
  ruleSetHash,
  type CivilDate,
  type MeetingStep,
  type RuleSet,
} from '#procedure';
import type { DecisionEvent } from '../events.js';
import { checkMoney } from './money.js';
import { mustBeFile, mustSay, planOf } from './plan.js';
import type { DecisionFacts, DecisionState, Given } from './state.js';
import { communityOf, mustSit } from './who.js';

function inForce(set: RuleSet, day: CivilDate): void {
  if (set.effectiveFrom <= day && (set.effectiveUntil === undefined || day <= set.effectiveUntil)) return;
  invalid(
    'decision.ruleSetNotInForce',
    `规则集${set.id}自 ${set.effectiveFrom} 至 ${set.effectiveUntil ?? '今'}施行:请选用 ${day} 施行的规则集。`,
    `Rule set ${set.id} is in force ${set.effectiveFrom} to ${set.effectiveUntil ?? 'now'}: choose one in force on ${day}.`,
    { article: 'R§10', details: { ruleSet: set.id, day } },
  );
}

/** A village decides under the law of villages, a city's community under that of cities; a set of practice is of neither. */
function ofItsKind(set: RuleSet, { kind }: ReturnType<typeof communityOf>): void {
  if (!set.statutory || set.communityKind === kind) return;
  const { articles, names } = organicLaw(kind);
  invalid(
    'decision.otherKindOfCommunity',
    `规则集${set.id}不适用于设${names.committee.zh}的${kind === 'village' ? '村' : '社区'}:请选用相应的规则集。`,
    `Rule set ${set.id} is not for a place with a ${names.committee.en}: choose one that is.`,
    { article: articles.scope, details: { ruleSet: set.id, kind: kind ?? 'city' } },
  );
}

function firstMeeting(set: RuleSet): MeetingStep {
  const [first] = set.steps;
  if (first?.kind === 'meeting') return first;
  throw new Error(`rule set ${set.id} does not begin with a meeting`);
}

function standing(facts: DecisionFacts, id: string) {
  const fact = facts[`decision:${id}`];
  if (!fact || fact.state.phase === 'none')
    return missing(
      'decision.reliedOnUnknown',
      '所依据的决定不存在。',
      'A decision that this one relies on does not exist.',
      { details: { decision: id } },
    );
  if (fact.state.phase === 'annulled' || fact.state.phase === 'withdrawn')
    conflict(
      'decision.reliedOnLost',
      '所依据的决定已被撤销或撤回:请去掉,或先重新议决。',
      'A decision that this one relies on was annulled or withdrawn: leave it out or decide it anew first.',
      { details: { decision: id, phase: fact.state.phase } },
    );
  return fact;
}

/** OpenDecision: a member of the party branch puts a matter forward (动议); its rule set is pinned for the whole run. */
export function openDecision(command: Given<'OpenDecision'>, state: DecisionState): readonly DecisionEvent[] {
  const { data, facts, by } = command;
  if (state.phase !== 'none')
    conflict('decision.exists', '该事项已经提出。', 'This decision has been opened already.');
  const community = communityOf(facts);
  const day = dayOf(command.at);
  const set = ruleSet(data.ruleSet);
  const first = firstMeeting(set);
  mustSit(community, by, day, set.statutory ? ['branch'] : first.convenerBodies);
  inForce(set, day);
  ofItsKind(set, community);
  const category =
    set.categories.find((one) => one.key === data.category) ??
    missing(
      'decision.categoryUnknown',
      `规则集${set.id}没有事项类别“${data.category}”。`,
      `Rule set ${set.id} knows no category "${data.category}".`,
      { article: 'R§3.11', details: { categories: set.categories.map((one) => one.key) } },
    );
  mustSay(data.title, '标题', 'title');
  mustSay(data.plan, '方案', 'plan');
  data.attachments.forEach((address) => mustBeFile(address, category.aid));
  checkMoney(community, category, data.money);
  const reliedOn = [...new Set(data.reliesOn)].map((id) => standing(facts, id));
  const event = {
    origin: command.commandId,
    community: data.community,
    ruleSet: set.id,
    ruleSetHash: ruleSetHash(set),
    category: category.key,
    aid: category.aid,
    initiative: data.initiative,
    title: data.title,
    ...planOf(data.plan, { aid: category.aid, commandId: command.commandId }),
    planVersion: 1 as const,
    money: data.money,
    attachments: data.attachments,
    reliesOn: [...new Set(data.reliesOn)],
    firstStep: first.key,
    openedOn: day,
    judged: judgedOn(facts.community, ...reliedOn),
  };
  return [{ type: 'DecisionOpened', data: event }];
}
