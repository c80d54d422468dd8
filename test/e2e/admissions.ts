import { uuidV5 } from '#eventing';
import { fileHash, today } from '../stack/course.js';
import { people, places, type Realm } from '../stack/realm.js';
import { authorityOf, departmentOf, formDistrict } from './catalogs.js';
import type { State } from './states.js';

/** A request that may be filed on 2026-06-29: it begins 30 working days later and later still. */
export const applicationIn = (district: string) => ({
  ...{ district, department: departmentOf(district), kind: 'task', title: '老年人助餐服务' },
  ...{ basis: '民发〔2023〕58号', content: '每日午餐配送登记', powers: '使用社区食堂', people: '一名专员' },
  ...{ from: '2026-09-01', until: '2027-08-31', hoursPerMonth: 20, communities: [places.community] },
  ...{ ownAssessment: null, freeBecause: null },
  payments: [{ community: places.community, dueOn: '2026-09-30', amountFen: 300_000 }],
});

type Step = readonly [type: string, by: string, data: (district: string, day: string) => object];
const authority = (district: string) => ({ authority: authorityOf(district) });
const heldOn = (day: string) => ({
  ...{ heldOn: day, present: 3, yes: 3, no: 0, abstain: 0, minutesHash: fileHash },
});

/** The way of a request, step by step. */
const way: Readonly<Record<string, Step>> = {
  draft: ['DraftAdmissionRequest', people.resident, (district) => ({ application: applicationIn(district) })],
  filed: ['FileAdmissionRequest', people.resident, () => ({})],
  accepted: ['AcceptAdmissionRequest', people.registrar, authority],
  heard: [
    ...(['GiveOpinion', people.chair] as const),
    () => ({ community: places.community, opinion: 'for', text: '居民有需要' }),
  ],
  reviewed: ['ReviewAdmissionRequest', people.registrar, (at) => ({ ...authority(at), opinion: '建议准入' })],
  granted: [
    ...(['DecideAdmissionRequest', people.registrar] as const),
    (at, day) => ({ ...authority(at), sitting: heldOn(day), conditions: ['每半年反馈'] }),
  ],
  agreed: ['SignAgreement', people.resident, (_, day) => ({ signedOn: day, documentHash: fileHash })],
  published: [
    ...(['PublishAdmission', people.registrar] as const),
    (at, day) => ({ ...authority(at), publishedOn: day, documentHash: fileHash }),
  ],
};

/** A term that began in spring, with money that was due in March. */
export const spring = (until: string) => ({
  ...{ from: '2026-03-02', until },
  payments: [{ community: places.community, dueOn: '2026-03-31', amountFen: 300_000 }],
});

type Wanted = Readonly<{
  name: string;
  district: string;
  state: string;
  /** Other terms; what begins in spring was filed in January. */
  terms?: ReturnType<typeof spring>;
}>;

/** Brings a request of a district so far; its id is made of the name. */
export async function admissionUpTo(realm: Realm, { name, district, state, terms }: Wanted): Promise<string> {
  const id = uuidV5(`${name}/admission`);
  for (const [step, [type, by, data]] of Object.entries(way)) {
    const begun = ['draft', 'filed'].includes(step);
    const springDay = begun ? '2026-01-05' : '2026-03-02';
    const day = terms ? springDay : today;
    const given = { ...data(district, day) } as { application?: object };
    if (given.application && terms) given.application = { ...given.application, ...terms };
    await realm.give({
      ...{ category: 'admissionRequest', id, by, type, data: given, at: `${day}T10:00:00+08:00` },
      commandId: uuidV5(`${name}/${type}`),
    });
    if (step === state) break;
  }
  return id;
}

const giveTo = (realm: Realm, id: string, [type, by, data]: Then): Promise<unknown> =>
  realm.give({
    ...{ category: 'admissionRequest', id, by, type, data, at: `${today}T10:00:00+08:00` },
    commandId: uuidV5(`${id}/${type}/again`),
  });

/** The district of the request of a spot, for what names its authority or department. */
export const districtOf = (request: string): string => uuidV5(`${request}/district`);

type Then = readonly [type: string, by: string, data: object];
const { community } = places;
const stopping: Then = ['SuspendAdmission', people.chair, { community, reason: '经费逾期未到位' }];

const rating: Then = [
  ...(['RateAdmission', people.chair] as const),
  { community, year: 2026, satisfied: false, text: '经费一直没有到位' },
];

const state = (
  upTo: string | undefined,
  { terms, then }: Readonly<{ terms?: ReturnType<typeof spring>; then?: Then }> = {},
): State => {
  return async (realm, name) => {
    const id = uuidV5(`${name}/admission`);
    const district = districtOf(id);
    await formDistrict(realm, district);
    const wanted = { name, district, ...(terms ? { terms } : {}) };
    if (upTo !== undefined) await admissionUpTo(realm, { ...wanted, state: upTo });
    if (then) await giveTo(realm, id, then);
    const nowhere = { sitting: id, step: 'proposal', heldOn: today, ballot: 1, objection: id };
    return { decision: id, ...nowhere, from: today, lastDay: today };
  };
};

/** One request in each state that it can be in; `none` was never begun. */
export const admissionStates: Readonly<Record<string, State>> = {
  none: state(undefined),
  ...Object.fromEntries(Object.keys(way).map((name) => [name, state(name)])),
  late: state('published', { terms: spring('2026-12-31') }),
  rated: state('published', { terms: spring('2026-12-31'), then: rating }),
  suspended: state('published', { terms: spring('2026-12-31'), then: stopping }),
};

/** An urgent one of that district, confirmed beyond the cap with a reason. */
async function urgentIn(realm: Realm, district: string): Promise<string> {
  const id = uuidV5('urgent/admission');
  const kind = { kind: 'trainingOrMeeting', timesPerYear: 4, platform: '区综合平台' };
  const application = { ...applicationIn(district), ...kind, urgentBecause: '防汛,危及公共安全' };
  const communities = [{ community: places.community, before: 20, after: 40 }];
  const load = { stream: 'admission_v3', revision: 0, state: { position: '1', communities } };
  const given: Readonly<Record<string, Step>> = {
    ...way,
    draft: ['DraftAdmissionRequest', people.resident, () => ({ application })] as Step,
  };
  const steps = ['draft', 'filed', 'accepted', 'heard', 'reviewed', 'granted'];
  for (const [type, by, data] of steps.map((step) => given[step] as Step))
    await realm.give({
      ...{ category: 'admissionRequest', id, by, type, at: `${today}T10:00:00+08:00` },
      data: {
        ...data(district, today),
        ...(type === 'DecideAdmissionRequest' ? { overCapBecause: '防汛' } : {}),
      },
      ...{ commandId: uuidV5(`urgent/${type}`), facts: { load } },
    });
  return id;
}

/** Requests in a district whose pages hold something in every field: in force and paid for, given back, taken back, on its way. */
export async function variedAdmissions(realm: Realm, district: string): Promise<readonly string[]> {
  const give = (id: string, by: string, type: string, data: object) => giveTo(realm, id, [type, by, data]);
  const [paid, returned, withdrawn, accepted, ended] = [
    await admissionUpTo(realm, { name: 'paid', district, state: 'published' }),
    await admissionUpTo(realm, { name: 'returned', district, state: 'draft' }),
    await admissionUpTo(realm, { name: 'withdrawn', district, state: 'filed' }),
    await admissionUpTo(realm, { name: 'accepted', district, state: 'accepted' }),
    await admissionUpTo(realm, { name: 'ended', district, state: 'published', terms: spring('2026-12-31') }),
  ];
  const urgent = await urgentIn(realm, district);
  const payment = { community: places.community, paidOn: today, amountFen: 1_000, voucherHash: fileHash };
  await give(paid, people.resident, 'RecordPayment', payment);
  const met = { ...authority(district), condition: 1, metOn: today, documentHash: fileHash };
  await give(paid, people.registrar, 'RecordConditionMet', met);
  const free = { payments: [], freeBecause: '部门自办', ownAssessment: '每季度检查' };
  const application = { ...applicationIn(district), ...free };
  await give(returned, people.resident, 'ReviseAdmissionRequest', { application });
  await give(returned, people.resident, 'FileAdmissionRequest', {});
  await give(returned, people.registrar, 'ReturnAdmissionRequest', {
    ...authority(district),
    reason: '未说明',
  });
  await give(withdrawn, people.resident, 'WithdrawAdmissionRequest', { reason: '任务取消' });
  await giveTo(realm, ended, stopping);
  await giveTo(realm, ended, rating);
  await give(ended, people.registrar, 'PublishYearlyReview', { ...authority(district), year: 2026 });
  const exit = {
    ...authority(district),
    sitting: heldOn(today),
    grounds: 'unpaid',
    reason: '经费逾期未到位',
  };
  await give(ended, people.registrar, 'ExitAdmission', exit);
  return [paid, returned, withdrawn, accepted, ended, urgent];
}
