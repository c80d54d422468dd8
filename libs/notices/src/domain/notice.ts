import { conflict, missing, never, type Decider, type Issued, type Judged } from '#kernel';
import {
  addDays,
  dayOf,
  escalationOf,
  ruleSet,
  toldShare,
  type Cited,
  type Fraction,
  type RuleSet,
} from '#procedure';
import type { About, NoticeCommand, NoticeEvent } from '../events.js';
import { endOf } from './day.js';
import { hasRunOut, isClock, isLevelDue } from './clock.js';
import { concernedBy, factsOf, itemsIn, type DecisionFact, type NoticeFacts } from './facts.js';
import { batchesOf, count, list, withEnds } from './counting.js';
import { evolveNotice, type NoticeState, type Owed } from './notice-state.js';
import { eachOnce, personsOf } from './recipients.js';
import { compose, hashOf } from '../templates/composed.js';
import { mustFit } from '../templates/render.js';
import { currentVersion } from '../templates/texts.js';
import { onlySystem } from './who.js';

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
        case 'ListRecipients':
          return 'raised' in state ? list(command, state, idOf) : [];
        case 'CountBatch':
          return 'raised' in state ? count(command, state) : [];
        default:
          return never(command);
      }
    },
  };
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
  const { on = '', step = '', report = '' } = command.data.text;
  if (isClock(kind)) {
    const asked = { on, step, report, day: dayOf(command.at) };
    const chain = escalationOf(setsOf(facts)[0]);
    if (!hasRunOut(kind, facts, asked) || !isLevelDue(chain, command.data.level, asked)) return [];
  }
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
  const sets = setsOf(facts);
  const latest = owed.latest ?? latestOf(sets, owed.kind, asked.day);
  const share = toldShare(sets, owed.kind);
  return raised({ ...owed, text, purposeEnds, latest }, { recipients, judged, share }, command, idOf);
}

/** The rule sets of the decision, or of all on the agenda. */
const setsOf = (facts: NoticeFacts): readonly RuleSet[] =>
  [facts.decision?.state, ...itemsIn(facts)].flatMap((state) =>
    state !== undefined && 'ruleSet' in state && state.ruleSet !== undefined ? [ruleSet(state.ruleSet)] : [],
  );

/** The day by which the strictest of the rule sets wants it told; null where none says. */
function latestOf(sets: readonly RuleSet[], kind: string, day: string): string | null {
  const days = sets.flatMap(({ notices }) => notices?.[kind]?.value ?? []);
  return days.length === 0 ? null : addDays(day, Math.min(...days));
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

type To = Readonly<{
  recipients: readonly string[];
  judged: readonly Judged[];
  share: Cited<Fraction> | undefined;
}>;

function raised(
  owed: Owed,
  { recipients, judged, share }: To,
  { commandId }: Readonly<{ commandId: string }>,
  idOf: (name: string) => string,
): readonly NoticeEvent[] {
  const { kind, latest, purposeEnds, text } = owed;
  const about: About = owed.about;
  const version = currentVersion[kind];
  mustFit(kind, version, text);
  const hash = hashOf(compose(kind, version, text));
  const batches = batchesOf(recipients, { commandId, idOf });
  const more = owed.to.includes('subscribers') ? ({ more: true } as const) : {};
  const event: NoticeEvent = {
    type: 'NoticeRaised',
    data: {
      ...{ kind, about, template: kind, version, text, hash, batches, ...more },
      ...{ recipients: recipients.length, latest, purposeEnds, judged },
      ...(share === undefined ? {} : { share }),
    },
  };
  return withEnds({ status: 'none' }, [event]);
}
