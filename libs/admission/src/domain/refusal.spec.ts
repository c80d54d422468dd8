import { given } from '#kernel/testing';
import type { AskedTask, CatalogEntry, TaskRefusalCommand } from '../events.js';
import { taskRefusal, type RefusalFacts } from './refusal.js';
import { facts, listed, on, upTo } from './request-testing.js';

const task: AskedTask = {
  ...{ community: 'c1', district: 'district', department: 'department', title: '招商引资', kind: 'task' },
  askedOn: '2026-03-02',
};
const street = {
  ...{ stream: 'organization-street', revision: 1 },
  state: { status: 'formed', kind: 'street', name: '街道', parent: 'district', seats: {} },
} as const;
const under = (entry?: Partial<CatalogEntry>, more: Partial<RefusalFacts> = {}): RefusalFacts => ({
  ...{ community: facts.community, department: facts.department, street, authority: facts.authority },
  ...(entry ? { catalog: listed(entry) } : {}),
  ...more,
});
const refusing = (more: Partial<AskedTask> = {}, admission: string | null = null): TaskRefusalCommand => ({
  type: 'RefuseTask',
  data: { task: { ...task, ...more }, admission, reason: '不在清单内' },
});
const claiming: TaskRefusalCommand = { type: 'ClaimConditions', data: { task, claim: '需一名专员和经费' } };
const answering: TaskRefusalCommand = {
  type: 'AnswerClaim',
  data: { authority: 'authority', outcome: 'provided', answer: '七月到位' },
};
const as = (known: RefusalFacts, by = 'chair', day = '2026-03-03') => ({ by, facts: known, at: on(day) });
const { title } = task;

describe('a task that is pushed on a community', () => {
  it.each([
    [
      'on the negative list',
      { title, class: 'notTheCommunitys', basis: '民发〔2015〕136号' },
      'negativeList',
      '民发〔2015〕136号',
    ],
    [
      'that may be entrusted, and was not admitted',
      { title, class: 'mayBeEntrusted' },
      'notAdmitted',
      '居委会组织法(2025) §43',
    ],
    ['that no list knows', { title: '别的' }, 'notAdmitted', '居委会组织法(2025) §43'],
    ['where there is no list', undefined, 'notAdmitted', '居委会组织法(2025) §43'],
  ] as const)('%s is refused, and the authority told', (_, entry, grounds, article) => {
    expect(
      given(taskRefusal)
        .when(refusing(), as(under(entry)))
        .events(),
    ).toMatchObject([
      { type: 'UnadmittedTaskReported', data: { grounds, article, seat: 'chair', assessmentFlagged: false } },
    ]);
  });

  it('A10: a certificate of the national list, by its item', () => {
    const certificate = refusing({ kind: 'certificate', title: '亲属关系证明' });
    expect(given(taskRefusal).when(certificate, as(under())).events()).toMatchObject([
      { data: { grounds: 'nationalList', item: '1', article: '民发〔2020〕20号 附件第 1 项' } },
    ]);
  });

  it('a check of what nobody admitted is flagged', () => {
    const check = refusing({ kind: 'assessment', title: '卫生检查' });
    expect(given(taskRefusal).when(check, as(under())).events()).toMatchObject([
      { data: { assessmentFlagged: true } },
    ]);
  });

  it('may not be refused when it is a duty, or to be assisted with: then money and conditions are claimed (§43)', () => {
    const when = (entry: Partial<CatalogEntry>) => given(taskRefusal).when(refusing(), as(under(entry)));
    when({ title, class: 'mustBear' }).refused('refusal.ownDuty');
    when({ names: [title], class: 'shouldAssist' }).refused('refusal.claimInstead');
  });

  it('may not be refused while it is admitted, unless the community has stopped it', () => {
    const admission = (state: ReturnType<typeof upTo>['state']) => ({
      admission: { stream: 'admissionRequest-a', revision: 8, state },
    });
    const { state } = upTo('published');
    const when = (known: Partial<RefusalFacts>, day: string) =>
      given(taskRefusal).when(refusing({}, 'a'), as(under(undefined, known), 'chair', day));
    when(admission(state), '2026-04-14').refused('refusal.admitted');
    when(admission(state), '2027-04-13').refused('refusal.admitted');
    expect(when(admission(state), '2026-04-13').events()).toHaveLength(1);
    expect(when(admission(state), '2027-04-14').events()).toHaveLength(1);
    expect(when(admission(upTo('agreed').state), '2026-05-01').events()).toHaveLength(1);
    const stopped = state.status === 'none' ? state : { ...state, suspended: ['c1'] };
    expect(when(admission(stopped), '2026-05-01').events()).toHaveLength(1);
    when(admission({ status: 'none' }), '2026-05-01').refused('refusal.admissionUnknown');
  });

  it('is answered by secretary or chair, of this district, for what was asked', () => {
    const when = (command: TaskRefusalCommand, by = 'chair', known = under()) =>
      given(taskRefusal).when(command, as(known, by));
    when(refusing(), 'member').refused('admission.notOfTheCommunity');
    when(refusing({ askedOn: '2026-03-04' })).refused('refusal.notAsked');
    when(refusing({ district: 'other' })).refused('refusal.otherDistrict');
    const done = given(taskRefusal).when(refusing(), as(under())).and();
    done.when(refusing(), as(under())).refused('refusal.exists');
    done.when(answering, as(under(), 'desk')).refused('refusal.nothingToAnswer');
  });
});

describe('a claim of money and conditions', () => {
  const assisted = under({ title, class: 'shouldAssist' });
  const claimed = given(taskRefusal).when(claiming, as(assisted));

  it('is for what is to be assisted with, and starts a clock of 15 working days', () => {
    expect(claimed.events()).toMatchObject([
      { type: 'ConditionsClaimed', data: { answerBy: '2026-03-24', item: 'A-00', catalogVersion: 1 } },
    ]);
    given(taskRefusal).when(claiming, as(under())).refused('refusal.nothingToClaim');
    given(taskRefusal)
      .when(claiming, as(under({ title, class: 'mayBeEntrusted' })))
      .refused('refusal.nothingToClaim');
  });

  it('is answered once by the authority; late by days', () => {
    const open = claimed.and();
    expect(open.when(answering, as(assisted, 'desk', '2026-03-24')).events()).toMatchObject([
      { data: { lateDays: 0 } },
    ]);
    expect(open.when(answering, as(assisted, 'desk', '2026-03-26')).events()).toMatchObject([
      { data: { lateDays: 2 } },
    ]);
    open.when(answering, as(assisted, 'chair')).refused('admission.notOfTheAuthority');
    const answered = open.when(answering, as(assisted, 'desk')).and();
    answered.when(answering, as(assisted, 'desk')).refused('refusal.nothingToAnswer');
    given(taskRefusal).when(answering, as(assisted, 'desk')).refused('refusal.unknown');
  });
});
