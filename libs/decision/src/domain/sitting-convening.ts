import { conflict, invalid, judgedOn } from '#kernel';
import {
  dayOf,
  humanOf,
  isCivilDate,
  rollOn,
  ruleSet,
  seatsOn,
  type MeetingStep,
  type OnDay,
} from '#procedure';
import type { AgendaItem, SittingEvent } from '../events.js';
import { inPhase, opened, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import { noticeFor } from './sitting-notice.js';
import { calledOn } from './sitting-rolls.js';
import type { GivenSitting, SittingState } from './state.js';
import { meetingOn, stepAfter } from './steps.js';
import { communityOf, mustConvene } from './who.js';

type Command = GivenSitting<'ConveneSitting'>;
type Due = Readonly<{ item: AgendaItem; decision: Opened; step: OnDay<MeetingStep> }>;

function decisionOf(command: Command, id: string): Opened {
  const decision = opened(command.facts[`decision:${id}`]?.state ?? { phase: 'none' });
  if (decision.community === command.data.community) return decision;
  return invalid(
    'sitting.otherCommunity',
    '议程上有其他社区的事项:请去掉。',
    'The agenda holds a decision of another community: leave it out.',
    { details: { decision: id } },
  );
}

/** One person heads branch and committee (一肩挑): steps 1 and 2 may then be one sitting (R§3.7). */
function mayMerge(command: Command, decision: Opened, step: string): boolean {
  const set = ruleSet(decision.ruleSet);
  const due = set.steps.find((one) => one.key === decision.step);
  const together = command.data.items.some(
    (one) => stepAfter(set, decision.step)?.key === step && one.step === decision.step,
  );
  if (due?.kind !== 'meeting' || !due.mayMergeWithNext || !together) return false;
  const community = communityOf(command.facts);
  const day = command.data.heldOn;
  const heads = (body: string, role: string) =>
    seatsOn(community, day, [body]).flatMap((seat) =>
      seat.role === role ? [humanOf(community, seat.person)] : [],
    );
  const chairs = heads('committee', 'chair');
  return heads('branch', 'secretary').some((person) => chairs.includes(person));
}

function dueItem(command: Command, item: AgendaItem): Due {
  const decision = decisionOf(command, item.decision);
  inPhase(decision, 'deliberating');
  if (decision.step !== item.step && !mayMerge(command, decision, item.step))
    conflict(
      'sitting.stepNotDue',
      `该事项现在应进行“${decision.step}”;只有书记兼主任时,提议与商议可合并召开。`,
      `The step due is "${decision.step}"; only proposal and consultation may share a sitting, and only where the secretary is also the chair.`,
      { article: 'R§3.7', details: { due: decision.step, asked: item.step } },
    );
  return { item, decision, step: meetingOn(decision, item.step, command.data.heldOn) };
}

/** ConveneSitting: calls the bodies together for steps that are due, on the text as it stands, with notice in time. */
export function conveneSitting(command: Command, state: SittingState): readonly SittingEvent[] {
  const { data, facts, by } = command;
  if (state.phase !== 'none')
    conflict('sitting.exists', '会议已经召集。', 'This sitting has been convened already.');
  const community = communityOf(facts);
  const today = dayOf(command.at);
  if (![data.heldOn, data.noticeOn].every(isCivilDate) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(data.time))
    invalid(
      'sitting.dateInvalid',
      '日期须为 YYYY-MM-DD,时间须为 HH:MM。',
      'Dates are YYYY-MM-DD, the time is HH:MM.',
    );
  mustSay(data.place, '地点', 'place');
  const keys = data.items.map((item) => `${item.decision}/${item.step}`);
  if (keys.length === 0 || new Set(keys).size < keys.length)
    invalid('sitting.agendaInvalid', '议程不得为空或重复。', 'The agenda is empty or names an item twice.');
  const due = data.items.map((item) => dueItem(command, item));
  due.forEach(({ step }) => mustConvene(community, by, today, step.convenerBodies));
  const steps = due.map(({ step }) => step);
  const event = {
    community: data.community,
    items: due.map(({ item, decision, step }) => ({
      ...item,
      body: step.body,
      planVersion: decision.planVersion,
      planHash: decision.planHash,
      origin: decision.origin,
    })),
    heldOn: data.heldOn,
    time: data.time,
    place: data.place,
    noticeOn: data.noticeOn,
    called: calledOn(community, steps, data.heldOn),
    supervision: rollOn(community, ['supervision'], data.heldOn),
    convenerBodies: [...new Set(steps.flatMap((step) => step.convenerBodies))],
    ...noticeFor(steps, data, today),
    sources: [...new Set(steps.flatMap((step) => [...step.sources, step.notice.source]))],
    judged: judgedOn(facts.community, ...due.map(({ item }) => facts[`decision:${item.decision}`])),
  };
  return [{ type: 'SittingConvened', data: event }];
}
