import { ruleSet } from '#procedure';
import type { DecisionCommand, SittingCommand } from '../events.js';
import type { DecisionState, SittingState } from './state.js';
import { meetingBefore } from './steps.js';

type Ref = Readonly<{ category: string; id: string }>;
type Refs = Readonly<Record<string, Ref | undefined>>;
type Facts = Readonly<Record<string, Readonly<{ state: unknown }>>>;
type Needs<C, S> = Readonly<{
  facts?: (command: C, state: S) => Refs;
  more?: (command: C, state: S, facts: Facts) => Refs;
}>;
type NeedsOf<C extends { type: string }, S> = Readonly<{
  [T in C['type']]: Needs<Extract<C, { type: T }>, S>;
}>;

const community = (id: string): Refs => ({ community: { category: 'community', id } });
const decisions = (ids: readonly string[]): Refs =>
  Object.fromEntries(ids.map((id) => [`decision:${id}`, { category: 'decision', id }]));
const sitting = (name: 'sitting' | 'previous', id: string | undefined): Refs =>
  id === undefined ? {} : { [name]: { category: 'sitting', id } };

const ownCommunity = {
  facts: (_: unknown, state: DecisionState): Refs =>
    state.phase === 'none' ? {} : community(state.community),
};
const nothing = {};

/** The sitting of the deliberation before that step, whose minutes must be confirmed. */
function previousOf(state: DecisionState, step: string): Refs {
  if (state.phase === 'none') return {};
  const before = meetingBefore(ruleSet(state.ruleSet), step);
  return before ? sitting('previous', state.held[before.key]?.sitting) : {};
}

// The street is known only once the community is read: a second round.
const streetOf = (_: unknown, __: unknown, facts: Facts): Refs => {
  const where = facts['community']?.state;
  const parent = where && typeof where === 'object' && 'parent' in where ? where.parent : undefined;
  return typeof parent === 'string' ? { street: { category: 'organization', id: parent } } : {};
};

/** What each command to a decision needs from other streams; voting needs none but its own. */
export const decisionFacts: NeedsOf<DecisionCommand, DecisionState> = {
  OpenDecision: { facts: ({ data }) => ({ ...community(data.community), ...decisions(data.reliesOn) }) },
  RevisePlan: ownCommunity,
  DeclareRecusal: ownCommunity,
  OpenBallot: {
    facts: ({ data }, state) => ({
      ...ownCommunity.facts(data, state),
      ...sitting('sitting', data.sitting),
      ...previousOf(state, data.step),
    }),
  },
  CastVote: nothing,
  EnterPaperVote: nothing,
  VoidPaperVote: nothing,
  RecordCounts: nothing,
  ConfirmCounts: nothing,
  NoteDeparture: nothing,
  CloseBallot: nothing,
  CorrectBallot: {
    facts: ({ data }, state) =>
      state.phase === 'none'
        ? {}
        : sitting('sitting', state.ballots.find((one) => one.number === data.ballot)?.sitting),
  },
  WithdrawDecision: ownCommunity,
  ReenterDecision: ownCommunity,
  ReferToResidentsMeeting: ownCommunity,
  CheckPosting: ownCommunity,
  Post: {
    facts: ({ data }, state) => ({ ...ownCommunity.facts(data, state), ...previousOf(state, data.step) }),
  },
  AttestHanging: ownCommunity,
  ReportInterruption: ownCommunity,
  AttestTakingDown: ownCommunity,
  PhotographBoard: ownCommunity,
  ProbePage: nothing,
  ClosePosting: ownCommunity,
  SettlePostingEnd: ownCommunity,
  FileObjection: nothing,
  Interpellate: ownCommunity,
  AnswerObjection: ownCommunity,
  EscalateObjection: nothing,
  StartImplementation: ownCommunity,
  ReportProgress: ownCommunity,
  RecordContract: ownCommunity,
  RecordSpending: ownCommunity,
  CompleteImplementation: ownCommunity,
  RecordOutsideFact: ownCommunity,
  CloseFile: ownCommunity,
  Remark: ownCommunity,
  AnnulDecision: { ...ownCommunity, more: streetOf },
  NoteReliance: nothing,
  MarkRelianceLost: nothing,
};

const heldIn = {
  facts: (_: unknown, state: SittingState): Refs =>
    state.phase === 'none' ? {} : community(state.community),
};
const withAgenda = {
  facts: (command: unknown, state: SittingState): Refs =>
    state.phase === 'none'
      ? {}
      : { ...heldIn.facts(command, state), ...decisions(state.items.map((item) => item.decision)) },
};

/** What each command to a sitting needs; `roomCodes` is handed in by the edge. */
export const sittingFacts: NeedsOf<SittingCommand, SittingState> = {
  ConveneSitting: {
    facts: ({ data }) => ({
      ...community(data.community),
      ...decisions(data.items.map((item) => item.decision)),
    }),
  },
  CancelSitting: heldIn,
  OpenSitting: withAgenda,
  ConfirmLateEntry: heldIn,
  RecordArrival: heldIn,
  RecordHeadcount: heldIn,
  RecordDeparture: heldIn,
  AdjournSitting: withAgenda,
  CloseSitting: withAgenda,
  RecordMinutes: heldIn,
  ConfirmMinutes: heldIn,
};
