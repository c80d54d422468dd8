import {
  assemble,
  conclude,
  deliberate,
  f1,
  f1After,
  on,
  openBallot,
  voteAll,
  type F1Step,
} from './testing.js';

const steps: readonly F1Step[] = ['proposal', 'consultation', 'review', 'resolution'];
const rules: Readonly<Record<F1Step, string>> = {
  proposal: '支部工作条例 §12, R§10: 4 of 7 may meet, more than half of ALL 7 carries',
  consultation: 'R§10: more than half of 12 may meet, more than half of ALL 12 carries',
  review: '支部工作条例 §11, R§10: 2/3 of 60 may meet, more than half of those due carries',
  resolution: '居委会组织法(2025) §29: 2/3 of 45 may meet, more than half of those present carries',
};
const next = {
  proposal: 'consultation',
  consultation: 'review',
  review: 'resolution',
  resolution: 'resolutionPosting',
};
const bodies = { proposal: 7, consultation: 12, review: 60, resolution: 45 };
const quorums = { proposal: 4, consultation: 7, review: 40, resolution: 30 };
const needed = { proposal: 4, consultation: 7, review: 31, resolution: 16 };

describe.each(steps)('F1 (R§8.1): %s', (step) => {
  const before = steps.slice(0, steps.indexOf(step));
  const meeting = f1[step];
  const stamp = { by: meeting.convener, at: on(meeting.heldOn) };
  const ballot = before.length + 1;
  const close = { type: 'CloseBallot', data: { ballot } } as const;

  test(`${rules[step]}: at the boundary it passes`, () => {
    const world = f1After(...before);
    assemble(world, meeting);
    const [openedBallot] = world.decide('d1', openBallot(meeting), stamp);
    expect(openedBallot).toMatchObject({
      data: { quorum: { met: true, needed: quorums[step], base: bodies[step] } },
    });
    voteAll(world, meeting, ballot);
    const [closed, passed] = world.decide('d1', close, stamp);
    expect(closed).toMatchObject({
      type: 'BallotClosed',
      data: {
        tally: { roll: bodies[step], yes: meeting.yes },
        verdict: { carried: true, needed: needed[step] },
      },
    });
    expect(passed).toMatchObject({ type: 'StepPassed', data: { step, next: next[step] } });
    expect(world.decision('d1')).toMatchObject({
      phase: step === 'resolution' ? 'posting' : 'deliberating',
      step: next[step],
    });
  });

  test(`${rules[step]}: one yes below the boundary it fails`, () => {
    const world = f1After(...before);
    assemble(world, meeting);
    world.decide('d1', openBallot(meeting), stamp);
    voteAll(world, { ...meeting, yes: needed[step] - 1, no: 0, abstain: 0 }, ballot);
    const events = world.decide('d1', close, stamp);
    expect(events).toMatchObject([
      { type: 'BallotClosed', data: { verdict: { carried: false, yes: needed[step] - 1 } } },
      { type: 'StepFailed', data: { step } },
    ]);
    expect(world.decision('d1')).toMatchObject({ phase: 'failed', step });
  });

  test(`${rules[step]}: with one person less than the quorum no vote is taken`, () => {
    const world = f1After(...before);
    assemble(world, { ...meeting, present: meeting.present.slice(0, quorums[step] - 1) });
    const refused = world.refuses('d1', openBallot(meeting), stamp);
    expect(refused.code).toBe('decision.quorumNotMet');
    expect(refused.details).toEqual({
      needed: quorums[step],
      counted: quorums[step] - 1,
      base: bodies[step],
    });
    expect(refused.article).toBeTruthy();
    expect(refused.text.zh).toContain(String(quorums[step] - 1));
  });

  test('居委会组织法 §29, R§3.2: abstaining, spoiling or keeping silent leaves one in the base', () => {
    const world = f1After(...before);
    assemble(world, meeting);
    world.decide('d1', openBallot(meeting), stamp);
    voteAll(world, { ...meeting, no: 0, abstain: 0 }, ballot);
    const [closed] = world.decide('d1', close, stamp);
    expect(closed).toMatchObject({
      data: { tally: { present: meeting.present.length }, verdict: { carried: true } },
    });
  });
});

test('F1 (R§8.1): the verdict of step 4 says its arithmetic and its article (OpenSlides#6667, grantshares#38)', () => {
  const world = f1After(...steps);
  const closed = world.eventsOf('d1').filter((event) => event.type === 'BallotClosed');
  expect(closed.at(-1)?.data.verdict).toMatchObject({
    base: 30,
    yes: 16,
    comparison: '>',
    baseKind: 'present',
    article: '居委会组织法(2025) §29',
  });
  expect(closed.at(-1)?.data.verdict.arithmetic.zh).toContain('16 > 到会 30 × 1/2 = 15');
});

test('居委会组织法 §29: 15 of 30 is a tie, and a tie fails', () => {
  const world = f1After('proposal', 'consultation', 'review');
  deliberate(world, { ...f1.resolution, yes: 15, no: 15, abstain: 0 });
  expect(world.decision('d1')).toMatchObject({ phase: 'failed', step: 'resolution' });
});

test('R§3.4: a later step is not voted on until the minutes of the step before are confirmed', () => {
  const world = f1After();
  const { proposal, consultation } = f1;
  const lead = { by: 'p1', at: on(proposal.heldOn) };
  assemble(world, proposal);
  world.decide('d1', openBallot(proposal), lead);
  voteAll(world, proposal, 1);
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
  assemble(world, consultation);
  const stamp = { by: 'p1', at: on(consultation.heldOn) };
  expect(world.refuses('d1', openBallot(consultation), stamp).code).toBe('decision.minutesNotConfirmed');
  conclude(world, proposal);
  expect(world.decide('d1', openBallot(consultation), stamp)).toMatchObject([{ type: 'BallotOpened' }]);
});
