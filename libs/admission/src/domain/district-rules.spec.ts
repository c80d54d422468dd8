import type { Fact } from '#kernel';
import { given } from '#kernel/testing';
import type { AdmissionRequestCommand, DistrictRules, LoadRead, TaskCatalogState } from '../events.js';
import { effectIn, outsideTheList } from './effects.js';
import {
  accepting,
  application,
  clerk,
  command,
  deciding,
  desk,
  drafted,
  facts,
  filing,
  head,
  listed,
  on,
  opining,
  publishing,
  reviewing,
  signing,
} from './request-testing.js';
import { admissionRequest } from './request.js';
import { runsOn } from './request-facts.js';
import { rulesOf } from './rules.js';
import { taskCatalog } from './catalog.js';

const source = '区社区减负工作方案';
const set = (value: number) => ({ value, source });

const under = (rules: DistrictRules): Fact<TaskCatalogState> => {
  const { state, ...fact } = listed({ title: '别的' });
  return { ...fact, state: { versions: state.versions.map((version) => ({ ...version, rules })) } };
};
const filedUnder = (rules: DistrictRules, more: object = {}, day = '2026-03-02') =>
  given(admissionRequest, drafted(more)).when(filing, {
    ...clerk,
    facts: { ...facts, catalog: under(rules) },
    at: on(day),
  });

const urgent = { from: '2026-03-03', urgentBecause: '燃气泄漏隐患,危及公共安全' };
/** Filed on Monday 2026-03-02 with five working days: confirmed by Monday 2026-03-09. */
const begunAtOnce = filedUnder({ urgentWithin: set(5) }, urgent);

describe('the parameters of a district', () => {
  it('hold for what is filed under its list, and are kept with it', () => {
    const rules = { lead: set(10), decide: set(5), hearings: set(1), grace: set(7) };
    const filed = filedUnder(rules, { from: '2026-03-17' });
    expect(filed.events()).toMatchObject([
      {
        type: 'AdmissionRequestFiled',
        data: { decideBy: '2026-03-09', hearingsNeeded: 1, workingDaysAhead: 11, article: source, rules },
      },
    ]);
    expect(filed.and().state).toMatchObject({ rules, confirmBy: null });
    const tooLate = filedUnder({}, { from: '2026-03-17' }).refused('admission.tooLate');
    expect(tooLate.article).toBe('北京西城 2018[S2]');
  });

  it('are published with the list, within bounds and with their source; a later list keeps them', () => {
    const entry = { ...listed({ title: '甲', id: 'A-01' }).state.versions[0]!.entries[0]! };
    const publishing = (rules?: DistrictRules, title = '甲') => ({
      ...{ type: 'PublishTaskCatalog', data: { district: 'district', authority: 'authority' } },
      data: {
        ...{ district: 'district', authority: 'authority', effectiveFrom: '2026-03-03', source: '清单' },
        ...{ basisHash: 'h', entries: [{ ...entry, title }], ...(rules ? { rules } : {}) },
      },
    });
    const rules = { grace: set(7) };
    const first = given(taskCatalog).when(publishing(rules) as never, desk);
    expect(first.events()).toMatchObject([{ data: { rules } }]);
    const later = first.and().when(publishing(undefined, '乙') as never, desk);
    expect(later.events()).toMatchObject([{ data: { version: 2, rules } }]);
    first
      .and()
      .when(publishing() as never, desk)
      .refused('catalog.unchanged');
    expect(
      first
        .and()
        .when(publishing({}) as never, desk)
        .events(),
    ).toMatchObject([{ data: { version: 2 } }]);
    for (const unfit of [set(0), set(1.5), set(91), { value: 5, source: ' ' }])
      given(taskCatalog)
        .when(publishing({ decide: unfit }) as never, desk)
        .refused('catalog.ruleUnfit');
  });

  it('a threshold of reviews in percent', () => {
    expect(rulesOf({ reviewPercent: set(80) }).review).toMatchObject({
      fraction: { num: 80, den: 100 },
      source,
    });
    expect(rulesOf().review.fraction).toEqual({ num: 3, den: 5 });
  });

  it.each([
    ['notApproved', true, true],
    ['outsideTheList', false, true],
    ['negativeListOnly', false, false],
  ] as const)('refusing what is %s', (scope, entrusted, unlisted) => {
    expect(effectIn(scope, 'mayBeEntrusted').mayRefuse).toBe(entrusted);
    expect(outsideTheList(scope).mayRefuse).toBe(unlisted);
    expect(effectIn(scope, 'notTheCommunitys').mayRefuse).toBe(true);
    expect(effectIn(scope, 'shouldAssist').mayRefuse).toBe(false);
  });
});

describe('kinds of their own (R§4.3)', () => {
  it('trainings and meetings say how often, at most as often as the district allows', () => {
    const meeting = (timesPerYear?: number) => ({ kind: 'trainingOrMeeting', timesPerYear });
    filedUnder({}, meeting()).refused('admission.fieldMissing');
    expect(filedUnder({}, meeting(300)).events()).toHaveLength(1);
    expect(filedUnder({ meetingsPerYear: set(4) }, meeting(5)).refused('admission.tooOften').article).toBe(
      source,
    );
    expect(filedUnder({ meetingsPerYear: set(4) }, meeting(4)).events()).toHaveLength(1);
  });

  it('an information system names its platform, and a survey has money', () => {
    filedUnder({}, { kind: 'informationSystem' }).refused('admission.fieldMissing');
    expect(filedUnder({}, { kind: 'informationSystem', platform: '区综合平台' }).events()).toHaveLength(1);
    filedUnder({}, { kind: 'survey', payments: [], freeBecause: '无' }).refused('admission.fieldMissing');
  });
});

describe('an urgent matter', () => {
  it('waits like any other where the district says nothing of urgency', () => {
    const refused = filedUnder({}, urgent).refused('admission.noUrgency');
    expect(refused.article).toContain('[S17]');
  });

  it('begins at once, and lapses when nobody confirms it in time', () => {
    expect(begunAtOnce.events()).toMatchObject([{ data: { confirmBy: '2026-03-09', workingDaysAhead: 1 } }]);
    const state = begunAtOnce.and().state;
    expect([runsOn(state, '2026-03-01'), runsOn(state, '2026-03-02'), runsOn(state, '2026-03-09')]).toEqual([
      ...[false, true, true],
    ]);
    expect(runsOn(state, '2026-03-10')).toBe(false);
    const expiring = command('ExpireAdmission', {});
    begunAtOnce
      .and()
      .when(expiring, { ...desk, at: on('2026-03-09') })
      .refused('admission.notOver');
    const lapsed = begunAtOnce.and().when(expiring, { ...desk, at: on('2026-03-10') });
    expect(lapsed.events()).toEqual([{ type: 'AdmissionExpired', data: { until: '2026-03-09' } }]);
    filedUnder({})
      .and()
      .when(expiring, { ...desk, at: on('2026-12-01') })
      .refused('admission.notBegun');
  });

  it('is confirmed by the authority’s vote, runs on, and cannot be confirmed after its day', () => {
    const reviewed = ['c1', 'c2', 'c3']
      .reduce(
        (story, community) => story.when(opining(community), head).and(),
        begunAtOnce.and().when(accepting, desk).and(),
      )
      .when(reviewing, desk)
      .and();
    const late = { ...desk, at: on('2026-03-10') };
    reviewed.when(deciding(3, 1, 4, '2026-03-10'), late).refused('admission.lapsed');
    const confirmed = reviewed.when(deciding(3, 1, 4, '2026-03-09'), late);
    expect(runsOn(confirmed.and().state, '2026-04-01')).toBe(true);
    const agreed = confirmed.and().when(signing, { ...clerk, at: on('2026-03-21') });
    expect(runsOn(agreed.and().state, '2026-03-21')).toBe(true);
    const published = agreed.and().when(publishing, { ...desk, at: on('2026-03-23') });
    expect(runsOn(published.and().state, '2027-04-14')).toBe(false);
  });

  it('given back and filed again, still counts from its first filing', () => {
    const returned = begunAtOnce
      .and()
      .when(command('ReturnAdmissionRequest', { authority: 'authority', reason: '补' }), desk);
    expect(runsOn(returned.and().state, '2026-03-03')).toBe(false);
    const again = returned.and().when(filing, {
      ...clerk,
      facts: { ...facts, catalog: under({ urgentWithin: set(5) }) },
      at: on('2026-03-05'),
    });
    expect(again.events()).toMatchObject([{ data: { confirmBy: '2026-03-09' } }]);
  });
});

describe('the cap of a community’s load', () => {
  const load = (after: number): Fact<LoadRead> => ({
    ...{ stream: 'admission', revision: 0 },
    state: {
      position: '42',
      communities: [{ community: 'c1', before: after - application.hoursPerMonth, after }],
    },
  });
  const decide = (rules: DistrictRules, after: number | undefined, more: object = {}) => {
    const reviewed = ['c1', 'c2', 'c3'].reduce(
      (story, community) => story.when(opining(community), head).and(),
      filedUnder(rules).and().when(accepting, desk).and(),
    );
    const { type, data } = deciding(3, 1);
    const vote = { type, data: { ...data, ...more } } as AdmissionRequestCommand;
    const known = {
      ...desk,
      facts: { ...facts, ...(after === undefined ? {} : { load: load(after) }) },
      at: on('2026-03-20'),
    };
    return reviewed.when(reviewing, desk).and().when(vote, known);
  };

  it('the event states load, cap and log position, and who is beyond', () => {
    expect(decide({ loadCap: set(100) }, 100).events()).toMatchObject([
      {
        data: {
          load: {
            position: '42',
            cap: 100,
            over: [],
            because: null,
            communities: [{ before: 80, after: 100 }],
          },
        },
      },
    ]);
    expect(decide({ loadCap: set(100) }, 101).events()).toMatchObject([{ data: { load: { over: ['c1'] } } }]);
    expect(decide({}, 9_999).events()).toMatchObject([{ data: { load: { cap: null, over: [] } } }]);
  });

  it('beyond it the authority says why, where the district asks for it', () => {
    const asks = { loadCap: set(100), overCap: 'askReason' } as const;
    expect(decide(asks, 101).refused('admission.beyondTheCap').article).toBe(source);
    decide(asks, undefined).refused('admission.loadUnread');
    expect(decide({ loadCap: set(100) }, undefined).events()[0]?.data).not.toHaveProperty('load');
    decide(asks, 101, { overCapBecause: '  ' }).refused('admission.beyondTheCap');
    const overCapBecause = '助餐为民生急需';
    expect(decide(asks, 101, { overCapBecause }).events()).toMatchObject([
      { type: 'AdmissionGranted', data: { load: { because: overCapBecause } } },
    ]);
  });
});
