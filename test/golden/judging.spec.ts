import { correctionNotice, explain, figuresOf, judgeAdmission, judgeDecision, judgeSeal, totalsOf, type Judgement } from '#audit';
import type { SittingEvent } from '#decision/events';
import type { Message, Recorded } from '#kernel';
import { upTo } from '../../libs/admission/src/domain/request-testing.js';
import { grouped, histories, historyOf } from './files.js';

const today = '2026-12-31';

/** Every decision of a history, judged again. */
function judged(events: readonly Recorded[], as?: string): readonly Judgement[] {
  const streams = grouped(events, ({ stream }) => stream);
  const sittings = new Map(
    [...streams].flatMap(([stream, own]) =>
      stream.startsWith('sitting-')
        ? [[stream.slice('sitting-'.length), own as readonly Recorded<SittingEvent>[]] as const]
        : [],
    ),
  );
  const options = { today, ...(as === undefined ? {} : { as }) };
  return [...streams.values()].flatMap((own) => judgeDecision(own, sittings, options) ?? []);
}
const codes = (events: readonly Recorded[]): readonly string[] =>
  judged(events).flatMap(({ deviations }) => deviations.map(({ code }) => code));

describe('a history judged again from its events', () => {
  it.each(histories().filter((name) => name !== 'people' && name !== 'villagers'))('%s: what was lawful is found lawful', (name) => {
    const all = judged(historyOf(name));
    expect(all.length).toBeGreaterThan(0);
    expect(all.reduce((sum, { verdicts }) => sum + verdicts, 0)).toBeGreaterThan(0);
    expect(codes(historyOf(name))).toEqual([]);
  });
});

const f1 = historyOf('F1');
type Change = (data: Record<string, unknown>) => object;
/** F1 with every event of a type changed; of a step where one is named. */
const with_ = (type: string, change: Change, step?: string): readonly Recorded[] =>
  f1.map((event) => {
    const data = event.data as Record<string, unknown>;
    const fits = event.type === type && (step === undefined || data['step'] === step);
    return fits ? ({ ...event, data: { ...data, ...change(data) } } as Recorded) : event;
  });
const without = (type: string, step?: string): readonly Recorded[] =>
  f1.filter(
    (event) => event.type !== type || (step !== undefined && (event.data as { step?: string }).step !== step),
  );
const tallied = (more: object): Change => ({ tally }) => ({ tally: { ...(tally as object), ...more } });
const first = (count: number): Change => ({ present }) => ({ present: (present as string[]).slice(0, count) });

describe('each deviation is found, with its article and its event', () => {
  it.each<readonly [string, readonly Recorded[], readonly string[]]>([
    [
      'a count that the votes do not give, and a verdict that it does not give',
      with_('BallotClosed', tallied({ yes: 15, no: 10 }), 'resolution'),
      ['audit.wrongCount', 'audit.wrongVerdict'],
    ],
    [
      'a verdict turned round',
      with_('BallotClosed', ({ verdict }) => ({ verdict: { ...(verdict as object), carried: false } }), 'resolution'),
      ['audit.wrongVerdict'],
    ],
    ['29 of 45 are no quorum', with_('BallotOpened', first(29), 'resolution'), ['audit.noQuorum']],
    [
      'a rule in the event that is laxer than the law is not believed',
      with_(
        'BallotClosed',
        (data) => ({ ...tallied({ yes: 14, no: 11 })(data), verdict: { ...(data['verdict'] as object), carried: true } }),
        'resolution',
      ),
      ['audit.wrongCount', 'audit.wrongVerdict'],
    ],
    [
      'no authorization',
      with_('BallotOpened', () => ({ authorization: null }), 'resolution'),
      ['audit.notAuthorized'],
    ],
    [
      'notice on the day itself',
      with_('SittingConvened', ({ heldOn }) => ({ noticeOn: heldOn })),
      ['audit.noticeShort', 'audit.noticeShort', 'audit.noticeShort'],
    ],
    ['a step left out', without('StepPassed', 'consultation'), ['audit.stepOutOfOrder']],
    [
      'posted for 14 days',
      with_('ResolutionPosted', () => ({ lastDay: '2026-03-27' })),
      ['audit.postedTooShort'],
    ],
    ['work begun without proof of the posting', without('PostingProven', 'resolutionPosting'), ['audit.startedBeforeProof']],
    ['taken down early', with_('PostingProven', () => ({ days: 3 }), 'resolutionPosting'), ['audit.postingUnproven']],
    [
      'an objection that nobody answered',
      without('ObjectionAnswered'),
      ['audit.startedUnanswered', 'audit.replyOverdue'],
    ],
    ['a reply after its day', with_('ObjectionAnswered', () => ({ answeredOn: '2026-03-24' })), ['audit.replyLate']],
    ['spent beyond the approval', with_('SpendingRecorded', () => ({ amountFen: 12_000_001 })), ['audit.overspent']],
    ['another rule set than pinned', with_('DecisionOpened', () => ({ ruleSetHash: 'x' })), ['audit.ruleSetChanged']],
  ])('%s', (_, events, expected) => {
    expect(codes(events)).toEqual(expected);
    const [judgement] = judged(events);
    for (const { article, event, text } of judgement?.deviations ?? []) {
      expect(article).not.toBe('');
      expect(event).toMatch(/^(decision|sitting)-[\w-]+@\d+$/);
      expect(text.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('the notice to correct lists them, the graver first', () => {
    const [judgement] = judged(without('ObjectionAnswered'));
    const notice = correctionNotice('F1', judgement?.deviations ?? []);
    expect(notice).toMatch(/^整改通知书\(草稿\)\n关于:F1\n.*2 项:\n1\. .*开始实施[\s\S]*\n2\. .*仍未答复/);
    expect(correctionNotice('F1', [])).toBe('');
  });
});

it('the same history under another rule set: 16 of 30 carry by the law, and fall where two thirds are asked', () => {
  const [judgement] = judged(f1, 'example-overlay');
  expect(judgement?.deviations).toEqual([]);
  expect(judgement?.flips).toMatchObject([{ was: true, wouldBe: false, why: { zh: expect.stringContaining('2/3') } }]);
  const [village] = judged(f1, 'practice-council');
  expect(village?.flips.every(({ wouldBe }) => wouldBe === null)).toBe(true);
});

/** Events as they would stand in a stream. */
const inStream = (stream: string, events: readonly Message[]): readonly Recorded[] =>
  events.map((event, revision) => ({ ...event, stream, revision }) as unknown as Recorded);
const named = (found: readonly Readonly<{ code: string }>[]): readonly string[] => found.map(({ code }) => code);

describe('a request for admission judged again', () => {
  const life = inStream('admissionRequest-a', upTo('published').history());
  const judgedWith = (type: string, change: Change) =>
    named(
      judgeAdmission(
        life.map((event) =>
          event.type === type
            ? ({ ...event, data: { ...(event.data as object), ...change(event.data as never) } } as Recorded)
            : event,
        ),
      ),
    );
  const paying = (amountFen: number): Recorded => {
    const data = { community: 'c1', amountFen, paidOn: '2026-06-20', voucherHash: 'v' };
    return { type: 'PaymentRecorded', data, stream: 'admissionRequest-a', revision: life.length } as unknown as Recorded;
  };

  it('what was lawful is found lawful, paid up to the last fen', () => {
    expect(life.length).toBeGreaterThan(7);
    expect(judgeAdmission([...life, paying(300_000)])).toEqual([]);
  });

  it('each deviation is found', () => {
    expect(named(judgeAdmission([...life, paying(300_001)]))).toEqual(['audit.beyondAgreement']);
    expect(named(judgeAdmission(life.filter(({ type }) => type !== 'OpinionGiven')))).toEqual(['audit.unheard']);
    expect(named(judgeAdmission(life.filter(({ type }) => type !== 'AgreementSigned')))).toEqual(['audit.publishedUnsigned']);
    expect(judgedWith('AdmissionGranted', tallied({ yes: 2, no: 2 }))).toEqual(['audit.wrongVerdict']);
    expect(judgedWith('AdmissionGranted', tallied({ present: 2, yes: 2, no: 0 }))).toEqual(['audit.noQuorum']);
    const held: Change = ({ sitting }) => ({ sitting: { ...(sitting as object), heldOn: '2026-03-24' } });
    expect(judgedWith('AdmissionGranted', held)).toEqual(['audit.decidedLate']);
  });
});

it('a seal: three persons, only what was approved, no more copies', () => {
  const use = { applicant: 'a', documentHash: 'h', copies: 2 };
  const story = (approver: string, stamper: string, more: object = {}) => [
    { type: 'SealUseRequested', data: { number: 1, use, by: 'clerk' } },
    { type: 'SealUseApproved', data: { number: 1, by: approver } },
    { type: 'DocumentStamped', data: { number: 1, by: stamper, documentHash: 'h', copies: 2, ...more } },
  ];
  const of = (events: readonly Message[]) => named(judgeSeal(inStream('sealRegister-c', events)));
  expect(of(story('chair', 'keeper'))).toEqual([]);
  expect(of(story('keeper', 'keeper'))).toEqual(['audit.sameHand']);
  expect(of(story('a', 'keeper'))).toEqual(['audit.sameHand']);
  expect(of(story('chair', 'clerk'))).toEqual(['audit.sameHand']);
  expect(of(story('chair', 'keeper', { copies: 3 }))).toEqual(['audit.otherDocument']);
  expect(of(story('chair', 'keeper').filter((_, n) => n !== 1))).toEqual(['audit.stampedUnapproved']);
});

describe('figures for auditors', () => {
  const decision = f1.filter(({ stream }) => stream === f1.find(({ type }) => type === 'DecisionOpened')?.stream);

  it('F1: each vote, its attendance and how near it was; days from the opening; money', () => {
    const figures = figuresOf(decision);
    expect(figures?.ballots.map(({ step, roll, present, yes, missing }) => [step, roll, present, yes, missing])).toEqual([
      ['proposal', 7, 4, 4, 0],
      ['consultation', 12, 9, 7, 0],
      ['review', 60, 40, 31, 0],
      ['resolution', 45, 30, 16, 0],
    ]);
    expect(figures).toMatchObject({ category: 'publicWelfare', approvedFen: 12_000_000, objections: 1, lateReplies: 0 });
    expect(figuresOf([])).toBeUndefined();
  });

  it('sums up over decisions, ready for a chart', () => {
    const figures = figuresOf(decision);
    if (figures === undefined) throw new Error('no figures');
    const totals = totalsOf([figures, { ...figures, lateReplies: 2, approvedFen: null }]);
    expect(totals).toMatchObject({ decisions: 2, ballots: 8, contested: 6, onTheBoundary: 8, objections: 2, lateReplies: 2 });
    expect(totals.attendance[0]).toEqual({ label: 'proposal', value: 57 });
    expect(totals.daysToVote).toEqual([
      { label: 'proposal', value: 2 },
      { label: 'consultation', value: 4 },
      { label: 'review', value: 9 },
      { label: 'resolution', value: 13 },
    ]);
    expect(totals.byCategory).toEqual([{ label: 'publicWelfare', value: 2 }]);
    expect(totals.approvedFen).toEqual([{ label: 'publicWelfare', value: 12_000_000 }]);
  });
});

describe('why', () => {
  const streamed = (events: readonly Recorded[]) => {
    const own = f1.find(({ type }) => type === 'DecisionOpened')?.stream;
    return events.filter(({ stream }) => stream === own);
  };

  it('F1: each ballot is derived anew, every number with its events, every rule with its article', () => {
    const found = explain(streamed(f1));
    expect(found.map(({ step, carried }) => [step, carried])).toEqual([
      ...[['proposal', true], ['consultation', true], ['review', true], ['resolution', true]],
    ]);
    const { reasons } = found[3] as (typeof found)[number];
    expect(reasons.map(({ text }) => text.zh)).toEqual([
      expect.stringContaining('45 人'),
      expect.stringContaining('30'),
      '记名投票:赞成 16、反对 9、弃权 5、废票 0。',
      '赞成 16 > 到会 30 × 1/2 = 15:通过',
      expect.stringContaining('city-2026'),
    ]);
    expect(reasons[1]?.article).toBe('居委会组织法(2025) §29');
    expect(reasons[2]?.events).toHaveLength(30);
    for (const { events } of reasons) for (const event of events) expect(event).toMatch(/^decision-[\w-]+@\d+$/);
    expect(explain(streamed(f1), 4)).toHaveLength(1);
  });

  it.each<readonly [string, readonly Recorded[]]>([
    ['a count that the votes do not give', with_('BallotClosed', tallied({ yes: 15, no: 10 }), 'resolution')],
    ['a verdict turned round', with_('BallotClosed', () => ({ verdict: { carried: false } }), 'resolution')],
    ['a vote without quorum', with_('BallotOpened', first(29), 'resolution')],
  ])('refuses to explain %s', (_, events) => {
    expect(() => explain(streamed(events))).toThrow(expect.objectContaining({ code: 'audit.cannotExplain' }));
  });

  it('nothing is explained where nothing was voted on', () => {
    expect(explain(streamed(f1), 99)).toEqual([]);
    expect(() => explain([])).toThrow('cli.noDecision');
  });
});
