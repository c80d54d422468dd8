import type { Decider, Fact, Issued } from '#kernel';
import { conflict, invalid, missing, never, judgedOn } from '#kernel';
import { addWorkingDays, dayOf, daysBetween, isCivilDate, type CivilDate } from '#procedure';
import type { CommunityState, OrganizationState } from '#community/events';
import type {
  AdmissionRequestState,
  AskedTask,
  CatalogEntry,
  RefusalGrounds,
  TaskCatalogState,
  TaskRefusalCommand,
  TaskRefusalEvent,
  TaskRefusalState,
} from '../events.js';
import { entryFor, inForceOn } from './catalog.js';
import { effectIn, outsideTheList } from './effects.js';
import { nationalCertificate } from './national-certificates.js';
import { headOf, mustSitInTheAuthority, mustStandIn, runsOn } from './request-facts.js';
import { moneyArticle, rulesOf, type AdmissionRules } from './rules.js';

/** What a refusal is judged on: community, street above it, department that asked, list of the district, the admission relied on, the authority. */
export type RefusalFacts = Readonly<{
  community?: Fact<CommunityState>;
  street?: Fact<OrganizationState>;
  department?: Fact<OrganizationState>;
  catalog?: Fact<TaskCatalogState>;
  admission?: Fact<AdmissionRequestState>;
  authority?: Fact<OrganizationState>;
}>;

type Given<T extends TaskRefusalCommand['type']> = Issued<
  Extract<TaskRefusalCommand, { type: T }>,
  RefusalFacts
>;
type Listed = Readonly<{
  entry: CatalogEntry | undefined;
  version: number | null;
  rules: AdmissionRules;
  authority: string | null;
}>;

/** The task must have been asked of this community, in its own district, by today. */
function mustHaveBeenAsked({ facts, at }: Given<'RefuseTask' | 'ClaimConditions'>, task: AskedTask): void {
  mustStandIn(facts.street, task.district);
  const department = facts.department?.state;
  if (department?.status !== 'formed' || department.kind !== 'department')
    missing('refusal.departmentUnknown', '没有所列的部门。', 'There is no such department.', {
      details: { department: task.department },
    });
  if (!isCivilDate(task.askedOn) || task.askedOn > dayOf(at))
    invalid('refusal.notAsked', `交办日期(${task.askedOn})不合。`, `It was not asked on ${task.askedOn}.`);
}

function listed({ title }: AskedTask, catalog: Fact<TaskCatalogState> | undefined, day: CivilDate): Listed {
  const found = catalog && inForceOn(catalog.state, day);
  return {
    entry: entryFor(found, title),
    version: found?.version ?? null,
    rules: rulesOf(found?.rules),
    authority: found?.authority ?? null,
  };
}

function mustNotBeAdmitted(
  { community }: AskedTask,
  admission: Fact<AdmissionRequestState>,
  day: CivilDate,
): void {
  const { state } = admission;
  if (state.status === 'none')
    return missing('refusal.admissionUnknown', '没有所称的准入。', 'There is no such admission.');
  const { until, communities } = state.application;
  if (!runsOn(state, day) || !communities.includes(community) || state.suspended.includes(community)) return;
  conflict(
    'refusal.admitted',
    `该任务已经准入,有效期至 ${until}。`,
    `The task was admitted, until ${until}.`,
    { article: moneyArticle, details: { until } },
  );
}

/** On what ground a task may be refused; refuses the refusal of a duty, and of what is to be assisted with. */
function groundsFor(
  task: AskedTask,
  { entry, rules }: Listed,
): Readonly<{ grounds: RefusalGrounds; item: string | null; article: string }> {
  const national = task.kind === 'certificate' ? nationalCertificate(task.title) : undefined;
  if (national) return { grounds: 'nationalList', item: String(national.number), article: national.article };
  if (entry?.class === 'mustBear')
    return conflict(
      'refusal.ownDuty',
      `“${task.title}”是社区应当承担的事项(清单第 ${entry.id} 项),不得拒绝。`,
      `"${task.title}" is the community's own duty (${entry.id} of the list) and may not be refused.`,
      { article: entry.basis, details: { item: entry.id } },
    );
  if (entry?.class === 'shouldAssist')
    return conflict(
      'refusal.claimInstead',
      `“${task.title}”是应当协助的事项(清单第 ${entry.id} 项):不得拒绝,但可以要求经费和条件。`,
      `"${task.title}" is to be assisted with (${entry.id} of the list): it may not be refused, but money and conditions may be claimed.`,
      { article: moneyArticle, details: { item: entry.id } },
    );
  if (entry?.class === 'notTheCommunitys')
    return { grounds: 'negativeList', item: entry.id, article: entry.basis };
  const effect = entry ? effectIn(rules.refuseScope, entry.class) : outsideTheList(rules.refuseScope);
  if (!effect.mayRefuse)
    conflict('refusal.outOfScope', effect.text.zh, effect.text.en, {
      article: effect.article ?? moneyArticle,
      details: { refuseScope: rules.refuseScope, item: entry?.id ?? null },
    });
  return { grounds: 'notAdmitted', item: entry?.id ?? null, article: effect.article ?? moneyArticle };
}

function refuse(command: Given<'RefuseTask'>): readonly TaskRefusalEvent[] {
  const { data, by, facts, at } = command;
  const { task, reason } = data;
  const { id: seat } = headOf(facts.community, by, at);
  mustHaveBeenAsked(command, task);
  const today = dayOf(at);
  if (facts.admission) mustNotBeAdmitted(task, facts.admission, today);
  const list = listed(task, facts.catalog, today);
  const judged = judgedOn(facts.community, facts.catalog, facts.admission);
  const flagged = {
    catalogVersion: list.version,
    assessmentFlagged: task.kind === 'assessment',
    authority: list.authority,
  };
  const grounds = groundsFor(task, list);
  return [{ type: 'UnadmittedTaskReported', data: { task, reason, ...grounds, ...flagged, seat, judged } }];
}

function claim(command: Given<'ClaimConditions'>): readonly TaskRefusalEvent[] {
  const { data, by, facts, at } = command;
  const { task } = data;
  const { id: seat } = headOf(facts.community, by, at);
  mustHaveBeenAsked(command, task);
  const { entry, version, rules, authority } = listed(task, facts.catalog, dayOf(at));
  if (entry?.class !== 'shouldAssist' || version === null)
    return conflict(
      'refusal.nothingToClaim',
      '只对清单中应当协助的事项要求经费和条件;其余可以拒绝,或属社区应当承担。',
      'Money and conditions are claimed for what the list says is to be assisted with; other tasks are refused, or are the community’s own.',
      { article: moneyArticle },
    );
  const { date: answerBy, provisional } = addWorkingDays(dayOf(at), rules.decide.value);
  return [
    {
      type: 'ConditionsClaimed',
      data: {
        ...{
          task,
          claim: data.claim,
          item: entry.id,
          catalogVersion: version,
          answerBy,
          provisional,
          authority,
          seat,
        },
        article: moneyArticle,
        judged: judgedOn(facts.community, facts.catalog),
      },
    },
  ];
}

function answer(command: Given<'AnswerClaim'>, state: TaskRefusalState): readonly TaskRefusalEvent[] {
  const { data, by, facts, at } = command;
  if (state.status === 'none') return missing('refusal.unknown', '没有这项请求。', 'There is no such claim.');
  mustSitInTheAuthority(facts.authority, by, { at, district: state.task.district });
  if (state.status !== 'claimed')
    conflict('refusal.nothingToAnswer', '没有待答复的请求。', 'There is no claim to answer.');
  const lateDays = Math.max(0, daysBetween(state.answerBy ?? dayOf(at), dayOf(at)));
  const { outcome, answer: text } = data;
  return [
    { type: 'ClaimAnswered', data: { outcome, answer: text, lateDays, judged: judgedOn(facts.authority) } },
  ];
}

function decide(
  command: Issued<TaskRefusalCommand, RefusalFacts>,
  state: TaskRefusalState,
): readonly TaskRefusalEvent[] {
  if (command.type !== 'AnswerClaim' && state.status !== 'none')
    conflict('refusal.exists', '该答复已经登记。', 'This answer is recorded already.');
  switch (command.type) {
    case 'RefuseTask':
      return refuse(command);
    case 'ClaimConditions':
      return claim(command);
    case 'AnswerClaim':
      return answer(command, state);
    default:
      return never(command);
  }
}

function evolve(state: TaskRefusalState, event: TaskRefusalEvent): TaskRefusalState {
  switch (event.type) {
    case 'UnadmittedTaskReported':
      return {
        status: 'refused',
        task: event.data.task,
        answerBy: null,
        authority: event.data.authority ?? null,
      };
    case 'ConditionsClaimed':
      return {
        ...{ status: 'claimed', task: event.data.task, answerBy: event.data.answerBy },
        authority: event.data.authority ?? null,
      };
    case 'ClaimAnswered':
      return state.status === 'none' ? state : { ...state, status: 'answered', answerBy: null };
    default:
      return never(event);
  }
}

/** What a community answers to a task outside of any admission: it refuses, or it claims what is due to it. */
export const taskRefusal: Decider<TaskRefusalCommand, TaskRefusalEvent, TaskRefusalState, RefusalFacts> = {
  decide,
  evolve,
  initialState: { status: 'none' },
};
