import type { Fact } from '#kernel';
import { toSeal } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState } from '#community/events';
import { carries } from '#procedure';
import type { DecisionCommand, DecisionEvent } from '../events.js';
import { decision } from './decision.js';
import type { DecisionFacts, SittingState } from './state.js';
import { f1Community } from './testing.js';

/** Ten in the morning of that day in Asia/Shanghai. */
export const on = (day: string): string => `${day}T02:00:00.000Z`;
export const hash = 'a'.repeat(64);
export const text = (item: string, words = '公示与会议不符') => toSeal(`item:${item}`, words);

type Opening = Partial<Extract<DecisionEvent, { type: 'DecisionOpened' }>['data']>;
type Opened = Extract<DecisionEvent, { type: 'BallotOpened' }>['data'];

const rule: Opened['rule'] = {
  quorum: null,
  majority: { fraction: { num: 1, den: 2 }, strict: true, base: 'present', source: '§29' },
  recusal: 'staysInBase',
  sources: [],
};

const opening = (over: Opening): DecisionEvent => ({
  type: 'DecisionOpened',
  data: {
    origin: 'command-0',
    community: 'c1',
    ruleSetHash: '1'.repeat(64),
    ruleSet: 'city-2026',
    category: 'publicWelfare',
    aid: false,
    initiative: 'members',
    title: '楼道护栏',
    plan: '为三栋楼安装护栏',
    planVersion: 1,
    planHash: hash,
    money: { line: 'service', amountFen: 100_000, payeeRule: '三家比价', purpose: '护栏' },
    attachments: [],
    reliesOn: [],
    firstStep: 'proposal',
    openedOn: '2026-03-01',
    judged: [],
    ...over,
  },
});

const ballotOf = (ballot: number, step: string, sitting: string, heldOn: string): DecisionEvent => ({
  type: 'BallotOpened',
  data: {
    ...{ ballot, sitting, step, body: step, heldOn, form: 'hands', kind: 'yesNo', options: [], seats: 1 },
    ...{ teller: 'p8', scrutineer: 's1', planVersion: 1, planHash: hash, roll: [], present: [], recused: [] },
    ...{ quorum: null, alsoQuorum: [], rule, conveners: [], aliases: {}, authorization: null, judged: [] },
  },
});

const tally = { roll: 45, due: 45, present: 30, yes: 16, no: 9, abstain: 5, spoiled: 0 };
const judged = (ballot: number, step: string): DecisionEvent => ({
  type: 'BallotClosed',
  data: {
    ...{ ballot, step, tally, verdict: carries(tally, rule.majority), elected: null, tied: null },
    counts: { yes: 16, no: 9, abstain: 5, spoiled: 0 },
  },
});

const passed = (ballot: number, step: string, next: string, posting = false): DecisionEvent => ({
  type: 'StepPassed',
  data: { step, ballot, next, nextKind: posting ? 'posting' : 'meeting' },
});

/** F1 after its fourth step: resolved on 2026-03-13 and due for posting. */
export const f1Resolved = (over: Opening = {}): readonly DecisionEvent[] => [
  opening(over),
  ballotOf(1, 'review', 'sitting3', '2026-03-09'),
  judged(1, 'review'),
  passed(1, 'review', 'resolution'),
  ballotOf(2, 'resolution', 'sitting4', '2026-03-13'),
  judged(2, 'resolution'),
  passed(2, 'resolution', 'resolutionPosting', true),
];

/** A matter under the set of practice that posts for 5 days (D1). */
export const d1Resolved = (over: Opening = {}): readonly DecisionEvent[] => [
  opening({ ruleSet: 'practice-council', openedOn: '2016-08-04', firstStep: 'meeting', ...over }),
  ballotOf(1, 'meeting', 'sitting4', '2016-08-04'),
  judged(1, 'meeting'),
  passed(1, 'meeting', 'posting', true),
];

const fact = <S>(stream: string, state: S): Fact<S> => ({ stream, revision: 7, state });

const minutes = (state: 'recorded' | 'confirmed'): SittingState => ({
  phase: 'closed',
  ...{ community: 'c1', items: [], heldOn: '2026-03-13', called: [], convenerBodies: [], rolls: [] },
  ...{ present: [], departed: [], headcounts: {}, secondPersonNeeded: false, openedBy: 'p8' },
  ...{ minutes: state, minutesBy: 'p8' },
});

/** Facts of a command: the community of F1 and the sitting that resolved, its minutes confirmed unless said. */
export const factsWith = (
  minutesAre: 'recorded' | 'confirmed' = 'confirmed',
  community: CommunityState = f1Community(),
): DecisionFacts => ({
  community: fact('community-c1', community),
  previous: fact('sitting-sitting4', minutes(minutesAre)),
});

type Said = Readonly<{ by: string; day: string; command: DecisionCommand; commandId?: string }>;

/** The history goes on by these commands, each accepted. */
export function playedOn(history: readonly DecisionEvent[], ...said: readonly Said[]) {
  return said.reduce(
    (now, { by, day, command, commandId }) =>
      now.when(command, { by, at: on(day), facts: factsWith(), ...(commandId ? { commandId } : {}) }).and(),
    given(decision, ...history),
  );
}

const step = 'resolutionPosting';
export const checked = (day: string, of = step): Said => ({
  ...{ by: 's1', day },
  command: { type: 'CheckPosting', data: { step: of, opinion: 'agreed', remark: null } },
});
export const posted = (from: string, of = step, day = from): Said => ({
  ...{ by: 'p8', day },
  command: { type: 'Post', data: { step: of, from, places: ['board', 'web'], contentHash: hash } },
});
export const hung = (by: string, from: string, of = step, place = 'board'): Said => ({
  ...{ by, day: from },
  command: { type: 'AttestHanging', data: { step: of, on: from, place } },
});
export const takenDown = (by: string, day: string, of = step, place = 'board'): Said => ({
  ...{ by, day },
  command: { type: 'AttestTakingDown', data: { step: of, on: day, place } },
});
export const closed = (day: string, of = step): Said => ({
  ...{ by: 'p8', day },
  command: { type: 'ClosePosting', data: { step: of } },
});

/** F1's posting of the resolution, up since 2026-03-13 with its hanging attested by two. */
export const f1Posted: readonly Said[] = [
  checked('2026-03-13'),
  posted('2026-03-13'),
  hung('p4', '2026-03-13'),
  hung('s1', '2026-03-13'),
];

/** F1's posting proven: taken down in the evening of its last day, closed the day after. */
export const f1Proven: readonly Said[] = [
  ...f1Posted,
  takenDown('p4', '2026-03-30'),
  takenDown('s2', '2026-03-30'),
  closed('2026-03-31'),
];

/** An objection of a resident. */
export const objected = (day: string, commandId = 'o1', of = step): Said => ({
  ...{ by: 'resident1', day, commandId },
  command: { type: 'FileObjection', data: { step: of, text: text(commandId), contact: null } },
});
/** Its answer by the chair of the committee. */
export const answered = (
  day: string,
  outcome: 'answered' | 'upheldToReview' | 'upheldToResolution' = 'answered',
  objection = 'o1',
): Said => ({
  ...{ by: 'p8', day },
  command: {
    type: 'AnswerObjection',
    data: { objection, reply: text(`${objection}-reply`, '已核对'), outcome, blackouts: [] },
  },
});
export const started = (startedOn: string): Said => ({
  ...{ by: 'p8', day: startedOn },
  command: { type: 'StartImplementation', data: { startedOn } },
});
export const completed = (completedOn: string): Said => ({
  ...{ by: 'p8', day: completedOn },
  command: { type: 'CompleteImplementation', data: { completedOn } },
});
export const spent = (
  amountFen: number,
  paidOn: string,
  over: Partial<{ line: string; purpose: string }> = {},
): Said => ({
  ...{ by: 'p8', day: paidOn },
  command: {
    type: 'RecordSpending',
    data: {
      line: 'service',
      purpose: '护栏',
      payee: '某护栏厂',
      amountFen,
      paidOn,
      voucherHash: hash,
      ...over,
    },
  },
});

/** Tries one more thing said; for `.refused(code)` and `.events()`. */
export const tried = (now: ReturnType<typeof playedOn>, said: Said, facts: DecisionFacts = factsWith()) =>
  now.when(said.command, {
    by: said.by,
    at: on(said.day),
    facts,
    ...(said.commandId ? { commandId: said.commandId } : {}),
  });

/** The whole history after these commands. */
export const eventsAfter = (
  history: readonly DecisionEvent[],
  ...said: readonly Said[]
): readonly DecisionEvent[] =>
  said.reduce((before, one) => [...before, ...tried(given(decision, ...before), one).events()], history);
