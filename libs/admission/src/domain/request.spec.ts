import { given } from '#kernel/testing';
import type { Overlaps, Application, CatalogEntry } from '../events.js';
import { admissionRequest } from './request.js';
import {
  accepting,
  application,
  clerk,
  command,
  deciding,
  desk,
  facts,
  filing,
  head,
  listed,
  on,
  opining,
  publishing,
  reviewing,
  signing,
  upTo,
} from './request-testing.js';

const draft = (more: Partial<Application> = {}) =>
  command('DraftAdmissionRequest', { application: { ...application, ...more } });
const fileAs = (more: Partial<Application>, by = clerk) => upTo('draft', more).when(filing, by);

describe('a draft', () => {
  it('is begun by somebody of the department, and written anew until it is filed', () => {
    const begun = given(admissionRequest).when(draft(), clerk);
    expect(begun.events()).toMatchObject([{ type: 'AdmissionRequestDrafted', data: { application } }]);
    given(admissionRequest)
      .when(draft(), { ...clerk, by: 'desk' })
      .refused('admission.notOfTheDepartment');
    given(admissionRequest)
      .when(draft(), { ...clerk, facts: { department: facts.authority } })
      .refused('admission.departmentUnknown');
    begun.and().when(draft(), clerk).refused('admission.exists');
    const again = (more: Partial<Application>) =>
      command('ReviseAdmissionRequest', { application: { ...application, ...more } });
    expect(
      begun
        .and()
        .when(again({ title: '另一事项' }), clerk)
        .events(),
    ).toHaveLength(1);
    begun
      .and()
      .when(again({ department: 'other' }), clerk)
      .refused('admission.anotherDepartment');
    upTo('filed').when(again({}), clerk).refused('admission.notNow');
  });

  it('has a term and names a community once', () => {
    const payments = [{ community: 'c1', dueOn: '2026-02-30', amountFen: 1 }];
    for (const term of [{ from: '2027-04-14' }, { from: '2026-02-30' }, { payments }])
      given(admissionRequest).when(draft(term), clerk).refused('admission.termUnfit');
    given(admissionRequest)
      .when(draft({ communities: ['c1', 'c1'] }), clerk)
      .refused('admission.communityTwice');
  });
});

describe('filing', () => {
  it('starts the clock of 15 working days and needs three communities to be heard', () => {
    expect(fileAs({}).events()).toMatchObject([
      {
        type: 'AdmissionRequestFiled',
        data: { decideBy: '2026-03-23', hearingsNeeded: 3, workingDaysAhead: 30, catalogVersion: null },
      },
    ]);
    const two = { communities: ['c1', 'c2'], payments: application.payments.slice(0, 2) };
    expect(fileAs(two).events()).toMatchObject([{ data: { hearingsNeeded: 2 } }]);
  });

  it('A1: 29 working days ahead are too few, 20 too; 30 are enough [S2]', () => {
    expect(fileAs({ from: '2026-04-14' }).events()).toHaveLength(1);
    for (const from of ['2026-04-13', '2026-03-30']) fileAs({ from }).refused('admission.tooLate');
  });

  it.each(['title', 'basis', 'content', 'powers', 'people'] as const)(
    'without %s it is refused, with article and field',
    (field) => {
      fileAs({ [field]: ' ' }).refused('admission.fieldMissing');
    },
  );

  it('names money per community with dates, or why it costs nothing (§43)', () => {
    const [first] = application.payments;
    if (!first) throw new Error('the application names money');
    fileAs({ payments: [] }).refused('admission.fieldMissing');
    expect(fileAs({ payments: [], freeBecause: '线上填报,部门自办' }).events()).toHaveLength(1);
    fileAs({ freeBecause: '不需' }).refused('admission.paymentUnfit');
    const unfit: readonly (readonly Partial<typeof first>[])[] = [
      [{ amountFen: 0 }],
      [{ amountFen: -1 }],
      [{ amountFen: 0.5 }],
      [{ amountFen: Number.MAX_SAFE_INTEGER }, { amountFen: Number.MAX_SAFE_INTEGER, dueOn: '2026-07-31' }],
      [{ dueOn: '2026-04-13' }],
      [{ dueOn: '2027-04-14' }],
      [{ community: 'c9' }],
      [{}, {}],
    ];
    for (const changes of unfit)
      fileAs({
        payments: [...changes.map((change) => ({ ...first, ...change })), ...application.payments.slice(1)],
      }).refused('admission.paymentUnfit');
    fileAs({ payments: [first] }).refused('admission.paymentUnfit');
    fileAs({ communities: [], payments: [], freeBecause: '无' }).refused('admission.fieldMissing');
    fileAs({ hoursPerMonth: 0 }).refused('admission.fieldMissing');
  });

  it('A3: a plaque without the department’s money is refused [S18]', () => {
    const plaque = { kind: 'bodyOrPlaque', title: '城市管理工作站' } as const;
    fileAs({ ...plaque, payments: [], freeBecause: '只挂牌' }).refused('admission.bodyWithoutMoney');
    expect(fileAs(plaque).events()).toHaveLength(1);
  });

  it('no certificate of the national list is admitted (民发〔2020〕20号)', () => {
    fileAs({ kind: 'certificate', title: '亲属关系证明' }).refused('admission.certificateForbidden');
  });

  it('what is on the list needs no admission, or cannot have one; the version is kept', () => {
    const under = (entry: Partial<CatalogEntry>) =>
      fileAs({}, { ...clerk, facts: { ...facts, catalog: listed(entry) } as typeof facts });
    const { title } = application;
    under({ title, class: 'shouldAssist' }).refused('admission.notNeeded');
    under({ names: [title], class: 'mustBear' }).refused('admission.notNeeded');
    under({ title, class: 'notTheCommunitys' }).refused('admission.onTheNegativeList');
    expect(under({ title, class: 'mayBeEntrusted' }).events()).toMatchObject([
      { data: { catalogVersion: 1 } },
    ]);
  });

  it('goes back to be completed, and is filed again', () => {
    const back = command('ReturnAdmissionRequest', { authority: 'authority', reason: '工时未说明' });
    const returned = upTo('filed').when(back, desk).and();
    expect(returned.when(filing, clerk).events()).toHaveLength(1);
    upTo('accepted').when(back, desk).refused('admission.notNow');
  });
});

describe('hearing and review', () => {
  it('each target community speaks once, by its secretary or chair, and says why', () => {
    const accepted = upTo('accepted');
    for (const by of ['secretary', 'chair'])
      expect(accepted.when(opining('c1'), { ...head, by }).events()).toMatchObject([{ data: { seat: by } }]);
    accepted.when(opining('c1'), { ...head, by: 'member' }).refused('admission.notOfTheCommunity');
    accepted.when(opining('c9'), head).refused('admission.notConcerned');
    accepted.when(opining('c1'), head).and().when(opining('c1'), head).refused('admission.opinionGiven');
    const silent = command('GiveOpinion', { community: 'c1', opinion: 'against', text: ' ' });
    accepted.when(silent, head).refused('admission.opinionEmpty');
  });

  it('two of four communities are too few, three enough', () => {
    const two = upTo('accepted').when(opining('c1'), head).and().when(opining('c2'), head).and();
    two.when(reviewing, desk).refused('admission.communitiesUnheard');
    expect(two.when(opining('c3'), head).and().when(reviewing, desk).events()).toMatchObject([
      { data: { heard: 3, hearingsNeeded: 3 } },
    ]);
  });

  it('is the authority’s of the district', () => {
    upTo('filed')
      .when(accepting, { ...desk, by: 'clerk' })
      .refused('admission.notOfTheAuthority');
    const department = { ...desk, facts: { ...facts, authority: facts.department } };
    upTo('filed').when(accepting, department).refused('admission.notAnAuthority');
  });
});

describe('the decision', () => {
  const decide = (...votes: Parameters<typeof deciding>) =>
    upTo('reviewed').when(deciding(...votes), { ...desk, at: on('2026-03-25') });

  it('needs over half of those present, and carries its arithmetic', () => {
    expect(decide(3, 2).events()).toMatchObject([
      {
        type: 'AdmissionGranted',
        data: {
          verdict: { carried: true, needed: 3, arithmetic: { zh: '赞成 3 > 到会 5 × 1/2 = 5/2:通过' } },
          lateDays: 0,
        },
      },
    ]);
    expect(decide(2, 1, 4).events()).toMatchObject([
      { type: 'AdmissionRejected', data: { verdict: { needed: 3 } } },
    ]);
  });

  it('needs over half of the authority: 3 of 5, not 2', () => {
    expect(decide(3, 0).events()).toHaveLength(1);
    decide(2, 0).refused('admission.noQuorum');
    decide(6, 0).refused('admission.tooManyPresent');
    const sitting = { heldOn: '2026-03-20', present: 4, yes: 3, no: 2, abstain: 0, minutesHash: 'h' };
    upTo('reviewed')
      .when(command('DecideAdmissionRequest', { authority: 'authority', sitting, conditions: [] }), {
        ...desk,
        at: on('2026-03-25'),
      })
      .refused('admission.tooManyVotes');
  });

  it('A2: after the 15th working day it is late by days, and still no approval by silence', () => {
    expect(decide(3, 0, 3, '2026-03-23').events()).toMatchObject([{ data: { lateDays: 0 } }]);
    expect(decide(3, 0, 3, '2026-03-25').events()).toMatchObject([{ data: { lateDays: 2 } }]);
    decide(3, 0, 3, '2026-03-26').refused('admission.sittingNotHeld');
  });

  it('A5: the department’s own check of the communities is blocked, the approval valid', () => {
    const asked = upTo('reviewed', { ownAssessment: '每月检查评分' });
    const decided = asked.when(deciding(4, 0), { ...desk, at: on('2026-03-20') });
    expect(decided.events()).toMatchObject([
      { type: 'AdmissionGranted', data: { ownAssessmentBlocked: true } },
    ]);
  });
});

describe('agreement, publication, money', () => {
  const paying = (amountFen: number, more: object = {}) =>
    command('RecordPayment', {
      ...{ community: 'c1', paidOn: '2026-06-20', amountFen, voucherHash: `v${amountFen}` },
      ...more,
    });
  const june = { ...clerk, at: on('2026-06-25') };

  it('nothing is published before the agreement is signed, and it is in force from its first day', () => {
    upTo('granted')
      .when(publishing, { ...desk, at: on('2026-03-23') })
      .refused('admission.notNow');
    const published = upTo('agreed').when(publishing, { ...desk, at: on('2026-03-23') });
    expect(published.events()).toMatchObject([{ data: { from: '2026-04-14', until: '2027-04-13' } }]);
    upTo('granted').when(signing, clerk).refused('admission.inTheFuture');
    upTo('agreed').when(publishing, desk).refused('admission.inTheFuture');
  });

  it('a payment beyond the agreement is refused; up to it every fen counts', () => {
    const story = upTo('published');
    story.when(paying(300_001), june).refused('admission.beyondAgreement');
    const part = story.when(paying(299_999), june).and();
    expect(part.when(paying(1), june).events()).toMatchObject([
      { data: { paidFen: 300_000, agreedFen: 300_000 } },
    ]);
    part.when(paying(2), june).refused('admission.beyondAgreement');
    part.when(paying(1, { voucherHash: 'v299999' }), june).refused('admission.voucherUsed');
    const other = paying(1, { community: 'c2', voucherHash: 'v299999' });
    expect(part.when(other, june).events()).toMatchObject([{ data: { paidFen: 1 } }]);
    for (const amount of [0, -5, 1.5]) story.when(paying(amount), june).refused('admission.amountInvalid');
    story.when(paying(1, { community: 'c9' }), june).refused('admission.beyondAgreement');
    story.when(paying(1, { paidOn: '2026-06-26' }), june).refused('admission.inTheFuture');
    upTo('granted').when(paying(1), june).refused('admission.notNow');
  });

  it('one task of a department runs once in a community at a time', () => {
    const overlaps = (...state: Overlaps) => ({ overlaps: { stream: 'admission', revision: 9, state } });
    const other = { request: 'other', from: '2026-01-01', until: '2026-12-31' };
    const filed = (known: object) => upTo('draft').when(filing, { ...clerk, facts: { ...facts, ...known } });
    filed(overlaps(other)).refused('admission.overlaps');
    expect(filed(overlaps()).events()).toHaveLength(1);
  });

  it('is withdrawn by the department until it is published', () => {
    const back = command('WithdrawAdmissionRequest', { reason: '任务取消' });
    for (const state of ['draft', 'filed', 'accepted', 'reviewed', 'granted', 'agreed'])
      expect(upTo(state).when(back, clerk).events()).toHaveLength(1);
    upTo('published').when(back, clerk).refused('admission.notNow');
    upTo('filed').when(back, desk).refused('admission.notOfTheDepartment');
  });
});

it('what was never begun is unknown to every command but the draft', () => {
  given(admissionRequest).when(filing, clerk).refused('admission.unknown');
});
