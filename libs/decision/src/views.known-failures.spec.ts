import { toSeal, type Recorded } from '#kernel';
import { ballots, missingVotes, type BallotRow } from './ballot.view.js';
import { assemble, f1, f1After, on, openBallot } from './domain/testing.js';
import type { DecisionEvent, SittingEvent } from './events.js';
import { sittingPage } from './sitting-page.view.js';

const stamped = (event: SittingEvent | DecisionEvent, revision: number, stream = 'sitting-s1'): Recorded => ({
  ...event,
  ...{ id: `e${revision}`, stream, revision, position: String(revision + 1) },
  metadata: {
    ...{ $correlationId: 'c', $causationId: 'c', commandId: `c${revision}`, by: { person: 'p1' } },
    ...{ at: on('2026-03-02'), schema: 1 },
  },
});

test('a projection marks a cancelled thing as confirmed: a cancelled sitting stays cancelled, whatever is tried', () => {
  const world = f1After();
  const by = { by: 'p1', at: on('2026-03-02') };
  const items = [{ decision: 'd1', step: 'proposal' }];
  const call = {
    community: 'c1',
    items,
    heldOn: '2026-03-02',
    time: '09:30',
    place: '会议室',
    noticeOn: '2026-03-02',
  };
  const events = [
    ...world.meet('s1', { type: 'ConveneSitting', data: call }, by),
    ...world.meet('s1', { type: 'CancelSitting', data: { reason: '改期' } }, by),
  ];
  const row = events
    .map((event, revision) => stamped(event, revision))
    .reduce<ReturnType<typeof sittingPage.evolve> | undefined>(
      (now, event) => sittingPage.evolve(now ?? undefined, event, 's1'),
      undefined,
    );
  expect(row).toMatchObject({ status: 'cancelled', minutes: 'none', present: [] });
  world.refusesToMeet('s1', { type: 'OpenSitting', data: { heldOn: '2026-03-02' } }, by);
  world.refusesToMeet('s1', { type: 'CloseSitting', data: {} }, by);
  world.refusesToMeet('s1', { type: 'ConfirmMinutes', data: {} }, by);
  expect(() => assemble(world, { ...f1.proposal, sitting: 's1' })).toThrow();
});

test('citizenos-fe-old#317, loomio#6113: whose vote is missing are those present who may still vote, and nobody else', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  const at = on('2026-03-02');
  const recusal = { step: 'proposal', person: 'p3', reason: toSeal('item:r', '亲属') };
  world.decide('d1', { type: 'DeclareRecusal', data: recusal }, { by: 'p3', at });
  world.decide('d1', openBallot(f1.proposal), { by: 'p1', at });
  const shown = (): readonly string[] => {
    const row = world
      .eventsOf('d1')
      .map((event, revision) => stamped(event, revision, 'decision-d1'))
      .filter((event) => ballots.rows(event).includes('d1:1'))
      .reduce<BallotRow | null>((now, event) => ballots.evolve(now ?? undefined, event, 'd1:1'), null);
    return row ? missingVotes(row) : [];
  };
  expect(shown()).toEqual(['p1', 'p2', 'p4']);
  const paper = { kind: 'yesNo', choice: 'yes' } as const;
  world.decide('d1', { type: 'CastVote', data: { ballot: 1, paper } }, { by: 'p2', at });
  world.decide('d1', { type: 'EnterPaperVote', data: { ballot: 1, person: 'p4', paper } }, { by: 'r35', at });
  expect(shown()).toEqual(['p1']);
  world.decide(
    'd1',
    { type: 'NoteDeparture', data: { sitting: f1.proposal.sitting, person: 'p1' } },
    { by: 'system:reactor', at },
  );
  expect(shown()).toEqual([]);
});
