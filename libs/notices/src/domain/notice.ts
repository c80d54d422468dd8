import { conflict, missing, never, type Decider, type Facts, type Issued, type Judged } from '#kernel';
import { addDays, dayOf } from '#procedure';
import type { About, NoticeCommand, NoticeEvent } from '../events.js';
import { endOf } from './day.js';
import { hasRunOut, isClock } from './clock.js';
import { concernedBy, factsOf, itemsIn, type DecisionFact, type NoticeFacts } from './facts.js';
import { batchSize } from './notice-batch.js';
import { counts, type BatchState } from './batch-state.js';
import { eachOnce, personsOf } from './recipients.js';
import { compose, hashOf } from '../templates/composed.js';
import { mustFit } from '../templates/render.js';
import { currentVersion } from '../templates/texts.js';
import { onlySystem } from './who.js';

type Owed = Extract<NoticeEvent, { type: 'NoticeOwed' }>['data'];
type Raised = Extract<NoticeEvent, { type: 'NoticeRaised' }>['data'];

/** `owed`: somebody must be told, the persons are not found yet. `raised`: persons frozen, batches under way. */
export type NoticeState =
  | Readonly<{ status: 'none' }>
  | Readonly<{ status: 'owed'; owed: Owed }>
  | Readonly<{ status: 'raised' | 'closed'; raised: Raised }>;

type Command<T extends NoticeCommand['type']> = Issued<Extract<NoticeCommand, { type: T }>>;

/** A notice: why, what, to whom. `idOf` derives the ids of its batches. */
export function noticeDecider(
  idOf: (name: string) => string,
): Decider<NoticeCommand, NoticeEvent, NoticeState> {
  return {
    initialState: { status: 'none' },
    evolve: evolveNotice,
    decide(command, state) {
      onlySystem(command.by, 'reactor', 'timer');
      switch (command.type) {
        case 'RaiseNotice':
          return raise(command, state);
        case 'AddressNotice':
          return state.status === 'owed' ? address(command, state.owed, idOf) : [];
        case 'CloseNotice':
          return state.status === 'raised' ? close(state.raised, command.facts) : [];
        default:
          return never(command);
      }
    },
  };
}

function evolveNotice(state: NoticeState, event: NoticeEvent): NoticeState {
  switch (event.type) {
    case 'NoticeOwed':
      return { status: 'owed', owed: event.data };
    case 'NoticeRaised':
      return { status: 'raised', raised: event.data };
    case 'NoticeClosed':
      return state.status === 'raised' ? { ...state, status: 'closed' } : state;
    default:
      return never(event);
  }
}

function raise(command: Command<'RaiseNotice'>, state: NoticeState): readonly NoticeEvent[] {
  if (state.status !== 'none')
    return conflict(
      'notice.raised',
      '该事件的通知已经发起，不会重复发起',
      'The notice of this event was raised already; it is raised once',
    );
  const facts = factsOf(command.facts);
  const { about, kind } = command.data;
  if (kind === 'replyDue' && !reminds(facts, about.objection, dayOf(command.at))) return [];
  const { on = '', step = '' } = command.data.text;
  if (isClock(kind) && !hasRunOut(kind, facts, { on, step, day: dayOf(command.at) })) return [];
  const community = about.community ?? communityOf(facts);
  if (community === null && concernedBy(facts) === undefined)
    return missing(
      'notice.communityUnknown',
      '无法确定该通知所属的社区：相关的决策或会议不存在',
      'The community of this notice is unknown: the decision or sitting that it is about does not exist',
      { details: { event: about.event } },
    );
  return [{ type: 'NoticeOwed', data: { ...command.data, about: { ...about, community } } }];
}

/** Nobody is reminded of what he has done (loomio#6113), and of nothing before the day before it is due. */
function reminds(facts: NoticeFacts, objection: string | null, day: string): boolean {
  const state = facts.decision?.state;
  if (state === undefined || !('objections' in state)) return false;
  const open = state.objections.find(({ id }) => id === objection);
  return open !== undefined && open.answeredOn === null && day >= addDays(open.replyBy, -1);
}

function communityOf(facts: NoticeFacts): string | null {
  const asked = facts.refusal?.state;
  if (asked !== undefined && asked.status !== 'none') return asked.task.community;
  const from = [facts.decision?.state, facts.sitting?.state].find(
    (state) => state !== undefined && 'community' in state,
  );
  return from !== undefined && 'community' in from ? from.community : null;
}

function address(
  command: Command<'AddressNotice'>,
  owed: Owed,
  idOf: (name: string) => string,
): readonly NoticeEvent[] {
  const facts = factsOf(command.facts);
  const asked = { ballot: owed.ballot, objection: owed.about.objection, day: dayOf(command.at) };
  const found = owed.to.flatMap((audience) => personsOf(audience, facts, asked));
  const judged = Object.values(command.facts).map(({ stream, revision }) => ({ stream, revision }));
  const sitting = facts.sitting?.state;
  const heldOn = sitting !== undefined && 'heldOn' in sitting ? sitting.heldOn : null;
  const text = { ...titlesOf(facts), ...(heldOn === null ? {} : { heldOn }), ...owed.text };
  // minutes are confirmed after the meeting; whatever else tells of one has no purpose then
  const until = heldOn === null || owed.kind === 'minutesUnconfirmed' ? null : endOf(heldOn);
  const purposeEnds = owed.purposeEnds ?? until;
  const recipients = eachOnce([...owed.recipients, ...found], facts);
  return raised({ ...owed, text, purposeEnds }, recipients, command, judged, idOf);
}

const titleOf = (decision: DecisionFact | undefined): readonly string[] =>
  decision !== undefined && 'title' in decision ? [decision.title] : [];

function titlesOf(facts: NoticeFacts): Readonly<Record<string, string>> {
  const title = titleOf(facts.decision?.state)[0] ?? concernedBy(facts)?.title;
  const titles = itemsIn(facts).flatMap(titleOf);
  return {
    ...(title === undefined ? {} : { title }),
    ...(titles.length === 0 ? {} : { titles: titles.map((one) => `「${one}」`).join('') }),
  };
}

function raised(
  owed: Owed,
  recipients: readonly string[],
  { commandId }: Readonly<{ commandId: string }>,
  judged: readonly Judged[],
  idOf: (name: string) => string,
): readonly NoticeEvent[] {
  const { kind, latest, purposeEnds, text } = owed;
  const about: About = owed.about;
  const version = currentVersion[kind];
  mustFit(kind, version, text);
  const hash = hashOf(compose(kind, version, text));
  const batches = Array.from({ length: Math.ceil(recipients.length / batchSize) }, (_, index) => ({
    batch: idOf(`${commandId}/batch/${index}`),
    recipients: recipients.slice(index * batchSize, (index + 1) * batchSize),
  }));
  const event: NoticeEvent = {
    type: 'NoticeRaised',
    data: {
      ...{ kind, about, template: kind, version, text, hash, batches },
      ...{ recipients: recipients.length, latest, purposeEnds, judged },
    },
  };
  const nobody: NoticeEvent = {
    type: 'NoticeClosed',
    data: { told: 0, failed: 0, lapsed: 0, possiblyTwice: 0 },
  };
  return recipients.length === 0 ? [event, nobody] : [event];
}

/** Closed with the last batch, and not before: "finished" means that every recipient has an outcome (listmonk#1802). */
function close({ batches }: Raised, facts: Facts): readonly NoticeEvent[] {
  const sum = { told: 0, failed: 0, lapsed: 0, possiblyTwice: 0 };
  for (const { batch } of batches) {
    const state = facts[`batch:${batch}`]?.state as BatchState | undefined;
    if (state === undefined || state.status !== 'done') return [];
    const { sent, failed, lapsed, possiblyTwice } = counts(state);
    sum.told += sent;
    sum.failed += failed;
    sum.lapsed += lapsed;
    sum.possiblyTwice += possiblyTwice;
  }
  return [{ type: 'NoticeClosed', data: sum }];
}
