import { toSeal } from '#kernel';
import type { BallotForm } from '#procedure';
import type { DecisionCommand } from '../events.js';
import { f1Community, range } from './testing-community.js';
import { World } from './testing-world.js';

export * from './testing-community.js';
export * from './testing-world.js';

/** Ten in the morning of that day in Shanghai. */
export const on = (day: string): string => `${day}T02:00:00.000Z`;

type Opening = Extract<DecisionCommand, { type: 'OpenDecision' }>['data'];
const plan: Opening = {
  community: 'c1',
  ruleSet: 'city-2026',
  category: 'publicWelfare',
  initiative: 'residents',
  title: '修护栏',
  plan: '在 3 号楼前修护栏 40 米。',
  money: { line: 'service', amountFen: 3_600_000, payeeRule: '三家比价', purpose: '护栏' },
  attachments: [],
  reliesOn: [],
};
/** OpenDecision for F1's guard rail, with what is different. */
export const openDecision = (change: Partial<Opening> = {}): DecisionCommand => ({
  type: 'OpenDecision',
  data: { ...plan, ...change },
});

export type Meeting = Readonly<{
  sitting: string;
  step: string;
  heldOn: string;
  noticeOn: string;
  convener: string;
  present: readonly string[];
  yes: number;
  no: number;
  abstain: number;
}>;

const meeting = (
  step: string,
  [noticeOn, heldOn]: readonly [string, string],
  convener: string,
  present: readonly string[],
  [yes, no, abstain]: readonly [number, number, number],
): Meeting => ({ sitting: `of ${step}`, step, noticeOn, heldOn, convener, present, yes, no, abstain });

/** The four meetings of F1 (R§8.1), each at its boundary. */
export const f1 = {
  proposal: meeting('proposal', ['2026-03-02', '2026-03-02'], 'p1', range('p', 1, 4), [4, 0, 0]),
  consultation: meeting('consultation', ['2026-03-03', '2026-03-04'], 'p1', range('p', 1, 9), [7, 2, 0]),
  review: meeting('review', ['2026-03-06', '2026-03-09'], 'p1', range('p', 1, 40), [31, 9, 0]),
  resolution: meeting(
    'resolution',
    ['2026-03-10', '2026-03-13'],
    'p8',
    [...range('p', 4, 12), ...range('r', 1, 21)],
    [16, 9, 5],
  ),
} as const;
export type F1Step = keyof typeof f1;

/** Convenes and opens the sitting and signs in who is present. */
export function assemble(world: World, meeting: Meeting, decision = 'd1'): void {
  const { sitting, step, heldOn, noticeOn, convener: by, present } = meeting;
  const items = [{ decision, step }];
  const call = { community: 'c1', items, heldOn, noticeOn, time: '09:30', place: '社区会议室' };
  world.meet(sitting, { type: 'ConveneSitting', data: call }, { by, at: on(noticeOn) });
  world.meet(sitting, { type: 'OpenSitting', data: { heldOn } }, { by, at: on(heldOn) });
  const sheet = { persons: present, means: 'sheet' as const };
  world.meet(sitting, { type: 'RecordArrival', data: sheet }, { by, at: on(heldOn) });
}

/** OpenBallot for that meeting, counted by r35 and r36. */
export const openBallot = (meeting: Meeting, form: BallotForm = 'named'): DecisionCommand => ({
  type: 'OpenBallot',
  data: {
    ...{ sitting: meeting.sitting, step: meeting.step, form, kind: 'yesNo', options: [], seats: 1 },
    ...{ teller: 'r35', scrutineer: 'r36' },
  },
});

/** Everyone present votes on the phone: yes first, then no, then abstain; whoever is left keeps silent. */
export function voteAll(world: World, meeting: Meeting, ballot: number, decision = 'd1'): void {
  const { yes, no, abstain, present } = meeting;
  present.slice(0, yes + no + abstain).forEach((person, at) => {
    const choice = at < yes ? 'yes' : at < yes + no ? 'no' : 'abstain';
    const paper = { kind: 'yesNo', choice } as const;
    world.decide(
      decision,
      { type: 'CastVote', data: { ballot, paper } },
      { by: person, at: on(meeting.heldOn) },
    );
  });
}

/** Closes the sitting; its minutes are recorded by p2 and confirmed by p1. */
export function conclude(world: World, { sitting, heldOn, convener }: Meeting): void {
  const at = on(heldOn);
  world.meet(sitting, { type: 'CloseSitting', data: {} }, { by: convener, at });
  const text = toSeal(`item:${sitting}`, '会议记录');
  world.meet(sitting, { type: 'RecordMinutes', data: { text } }, { by: 'p2', at });
  world.meet(sitting, { type: 'ConfirmMinutes', data: {} }, { by: 'p1', at });
}

/** One whole deliberation by named votes, up to the confirmed minutes. */
export function deliberate(world: World, meeting: Meeting, decision = 'd1'): void {
  const stamp = { by: meeting.convener, at: on(meeting.heldOn) };
  assemble(world, meeting, decision);
  world.decide(decision, openBallot(meeting), stamp);
  const state = world.decision(decision);
  const ballot = state.phase === 'none' ? 0 : state.ballots.length;
  voteAll(world, meeting, ballot, decision);
  world.decide(decision, { type: 'CloseBallot', data: { ballot } }, stamp);
  conclude(world, meeting);
}

/** F1 opened on 2026-03-02 and deliberated through these steps. */
export function f1After(...steps: readonly F1Step[]): World {
  const world = new World(f1Community());
  world.decide('d1', openDecision(), { by: 'p1', at: on('2026-03-02') });
  steps.forEach((step) => deliberate(world, f1[step]));
  return world;
}
