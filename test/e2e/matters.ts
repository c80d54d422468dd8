import { uuidV5 } from '#eventing';
import { Course, fileHash, money, today } from '../stack/course.js';
import { attending, people, places, type Realm } from '../stack/realm.js';
import { idOf } from '../../apps/cli/src/sample.js';
import { canary, publicMark } from './canaries.js';
import { variedAdmissions } from './admissions.js';
import { variedBatches } from './batches.js';
import { variedSeals } from './seals.js';
import { variedRefusals } from './refusals.js';
import { askedInWriting, shown } from './evidence.js';
import { readers } from './readers.js';
import { decisionStates, sittingStates, type State } from './states.js';
import { sideBySide } from './walk.js';

/** Gives a command by HTTP, as people do; throws when it is not done. */
export type Says = (person: string, path: string, body?: object) => Promise<string>;

export const saysIn =
  (realm: Realm): Says =>
  async (person, path, body = {}) => {
    const upload = { headers: { 'content-type': 'application/octet-stream' } };
    const sent = { person, body, ...(body instanceof Uint8Array ? upload : {}) };
    const { status, json } = await realm.send(path, sent);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
    return String(json['id'] ?? json['hash']);
  };

/** Ids of what there is to read. */
export type Ids = Readonly<{ decisions: readonly string[]; sittings: readonly string[]; files?: Files }>;
/** Hashes of an upload of an aid matter or of another. */
type Files = Readonly<{ file?: string; aidFile?: string }>;
export type Scene = (realm: Realm, says: Says) => Promise<Ids>;

const calledToday = ['2026-06-24', today] as const;
const at = (...matters: readonly Course[]): Ids => ({
  decisions: matters.map(({ spot }) => spot.decision),
  sittings: matters.map(({ spot }) => spot.sitting),
});
const yesNo = (choice: 'yes' | 'no') => ({ paper: { kind: 'yesNo', choice } });
const posted = '2026-06-20';

/** Objections: one that waits, one answered with a third person in it, and an interruption of the sheet. */
const disclosed: Scene = async (realm, says) => {
  const matter = new Course(realm, `异议 ${publicMark}`);
  await (await (await (await matter.upTo('resolutionPosting')).check(posted)).post(posted)).hang();
  const { decision } = matter.spot;
  const on = `decisions/${decision}`;
  const step = 'resolutionPosting';
  const file = (text: string, contact: string) =>
    says(readers.resident, `${on}/objections`, { step, text, contact });
  await file(canary('openObjection'), canary('openContact'));
  const text = `${canary('answeredObjection')},与${canary('thirdPerson')}有关。`;
  await file(text, canary('answeredContact'));
  const { state } = await realm.load<{ objections: readonly Readonly<{ id: string }>[] }>(
    'decision',
    decision,
  );
  const answered = `${on}/objections/${state.objections[1]?.id}`;
  const from = text.indexOf(canary('thirdPerson'));
  const blackouts = [{ from, to: from + canary('thirdPerson').length, reason: '涉及第三人' }];
  await says(people.chair, `${answered}/answer`, { reply: canary('reply'), outcome: 'answered', blackouts });
  await says(readers.resident, `${answered}/escalation`, { why: 'notSatisfied' });
  await askedInWriting(matter);
  const gap = { place: 'board', from: '2026-06-24', until: '2026-06-25', reason: '公示栏维修' };
  await says(people.chair, `${on}/postings/${step}/interruptions`, gap);
  await shown(realm, says, matter);
  return at(matter);
};

/** A vote by name with everything that can befall it, cast on phones and on paper; another voice gives another result. */
export const voted =
  (choice: 'yes' | 'no', name = `表决 ${choice}`): Scene =>
  async (realm, says) => {
    const matter = new Course(realm, name, '表决');
    await (await (await matter.upTo('resolution')).convene('resolution', calledToday)).gather('resolution');
    const { decision, sitting } = matter.spot;
    const on = `decisions/${decision}`;
    const recusal = { step: 'resolution', person: readers.representative, reason: canary('recusal') };
    await says(readers.representative, `${on}/recusals`, recusal);
    await matter.ballot('resolution', 'named');
    await says(readers.voter, `${on}/ballots/4/votes`, yesNo(choice));
    const [another, leaving] = attending.resolution.slice(-2) as [string, string];
    await says(people.teller, `${on}/ballots/4/paper-votes`, { person: another, ...yesNo(choice) });
    await says(people.chair, `sittings/${sitting}/departures`, { person: leaving });
    return at(matter);
  };

/** The same, closed. */
const judged: Scene = async (realm, says) => {
  const ids = await voted('yes', '表决结束')(realm, says);
  await says(people.chair, `decisions/${ids.decisions[0]}/ballots/4/closing`);
  return ids;
};

/** Counts that the teller has entered and nobody confirmed. */
export const counted =
  (yes: number, no: number): Scene =>
  async (realm) => {
    const matter = new Course(realm, `计票 ${yes}`, '计票');
    await (await (await matter.upTo('resolution')).convene('resolution', calledToday)).gather('resolution');
    await (await matter.ballot('resolution')).count(yes, no);
    return at(matter);
  };

/** One chosen of three, two of them tied for the second place; counted wrong at first. */
const chosen: Scene = async (realm, says) => {
  const matter = new Course(realm, '票选');
  await (await (await matter.upTo('resolution')).convene('resolution', calledToday)).gather('resolution');
  const on = `decisions/${matter.spot.decision}/ballots`;
  const { teller, scrutineer } = people;
  const paper = { kind: 'choose', options: ['甲', '乙', '丙'], seats: 2, form: 'hands' };
  await says(people.chair, on, {
    ...{ sitting: matter.spot.sitting, step: 'resolution', ...paper, teller, scrutineer },
  });
  const counts = (first: number) => ({
    counts: { yes: 30, no: 0, abstain: 0, spoiled: 0, options: { 甲: first, 乙: 16, 丙: 16 } },
  });
  await says(teller, `${on}/4/counts`, counts(20));
  await says(scrutineer, `${on}/4/counts/confirmation`);
  await says(teller, `${on}/4/closing`);
  const correction = { ...counts(22), reason: '唱票记录不符' };
  await says(teller, `${on}/4/corrections`, correction);
  await says(scrutineer, `${on}/4/corrections`, correction);
  return at(matter);
};

/** Votes by name for one of several options. */
const picked: Scene = async (realm, says) => {
  const matter = new Course(realm, '选项');
  await (await (await matter.upTo('resolution')).convene('resolution', calledToday)).gather('resolution');
  const on = `decisions/${matter.spot.decision}/ballots`;
  const { teller, scrutineer } = people;
  const paper = { kind: 'options', options: ['甲', '乙'], seats: 1, form: 'named', step: 'resolution' };
  await says(people.chair, on, { sitting: matter.spot.sitting, ...paper, teller, scrutineer });
  await says(readers.voter, `${on}/4/votes`, { paper: { kind: 'options', option: '乙' } });
  return at(matter);
};

const ofState =
  (field: string, states: Readonly<Record<string, State>>) =>
  (name: string): Scene =>
  async (realm) => {
    const build = states[name];
    if (build === undefined) throw new Error(`there is no state ${name}`);
    const { decision, sitting } = await build(realm, `reading/${field}/${name}`);
    return { decisions: [decision], sittings: [sitting] };
  };

/** The residents’ meeting, which is counted and not listed, while its hands are up. */
const numbered: Scene = async (realm, says) => {
  const ids = await ofState('counted', sittingStates)('residents')(realm, says);
  const [decision, sitting] = [ids.decisions[0], ids.sittings[0]];
  const { teller, scrutineer } = people;
  await says(people.chair, `sittings/${sitting}/headcounts`, { body: 'residents', number: 1400, scrutineer });
  const hands = { step: 'resolution', form: 'hands', teller, scrutineer };
  await says(people.chair, `decisions/${decision}/ballots`, { sitting, ...hands });
  return ids;
};

/** A review of aid in secret: besides the group, its residents must be there. */
const reviewed: Scene = async (realm, says) => {
  const group = ['aidGroup', 'aidGroup', 'aidResidents'].map((body, n) => ({
    ...{ id: uuidV5(`reading/group seat ${n}`), person: uuidV5(`reading/group ${n}`), body, role: 'member' },
    ...{ vote: true, from: '2026-06-01', until: '2028-12-31' },
  }));
  await says(people.registrar, `communities/${places.community}/seats`, {
    seats: group,
    basisHash: fileHash,
  });
  const matter = { community: places.community, ruleSet: 'practice-aid-review', category: 'allowance' };
  const told = { initiative: 'residents', title: '低保评议', plan: canary('aidPlan'), money: null };
  const decision = await says(people.chair, 'decisions', { ...matter, ...told });
  const items = [{ decision, step: 'meeting' }];
  const call = { heldOn: today, noticeOn: today, time: '19:00', place: '会议室' };
  const sitting = await says(people.chair, 'sittings', { community: places.community, items, ...call });
  await says(people.chair, `sittings/${sitting}/opening`, { heldOn: today });
  const persons = group.map(({ person }) => person);
  await says(people.chair, `sittings/${sitting}/arrivals`, { persons, means: 'sheet' });
  const { teller, scrutineer } = people;
  const secret = { step: 'meeting', form: 'secretPaper', teller, scrutineer };
  await says(people.chair, `decisions/${decision}/ballots`, { sitting, ...secret });
  return { decisions: [decision], sittings: [sitting] };
};

/** A sitting with somebody seated after it was convened, its headcount and its minutes. */
const minuted: Scene = async (realm, says) => {
  const matter = new Course(realm, '会议');
  await (await matter.upTo('resolution')).convene('resolution', calledToday);
  const newly = { id: uuidV5('reading/new seat'), person: uuidV5('reading/new representative') };
  const seat = { ...newly, body: 'representatives', role: 'member', vote: true };
  const term = { from: '2026-06-26', until: '2028-12-31' };
  await says(people.registrar, `communities/${places.community}/seats`, {
    ...{ seats: [{ ...seat, ...term }], basisHash: fileHash },
  });
  await (await matter.gather('resolution')).close();
  await says(people.secretary, `sittings/${matter.spot.sitting}/minutes`, { text: canary('minutes') });
  return at(matter);
};

/** What is entered about the work, and remarked on it. */
const worked: Scene = async (realm, says) => {
  const matter = new Course(realm, '实施');
  await (await (await matter.upTo('resolutionPosting')).prove()).implement();
  const on = `decisions/${matter.spot.decision}`;
  const paid = { payee: '某某建设有限公司', amountFen: 1_000_000 };
  await says(people.supervision, `${on}/remarks`, { text: canary('remark') });
  await says(people.chair, `${on}/contracts`, { ...paid, documentHash: fileHash, signedOn: today });
  await says(people.chair, `${on}/progress`, { percent: 50, note: '路基完成' });
  const spent = { line: money.line, purpose: money.purpose, paidOn: today, voucherHash: fileHash };
  await says(people.chair, `${on}/spending`, { ...paid, ...spent });
  await says(people.chair, `${on}/completion`, { completedOn: today });
  const check = { opinion: 'agreed', remark: canary('checkRemark') };
  await says(people.supervision, `${on}/postings/resultPosting/check`, check);
  return at(matter);
};

/** Aid: opened, revised, failed and entered anew, each with a plan that names who is in need. */
const helped: Scene = async (realm, says) => {
  const aid = { community: places.community, ruleSet: 'city-2026', category: 'allowance' };
  const opened = {
    ...aid,
    initiative: 'residents',
    title: '低保人员申报',
    plan: canary('aidPlan'),
    money: null,
  };
  const personal = Buffer.from(`%PDF-1.4\n${canary('aidFile')}`);
  const file = await says(people.secretary, 'attachments?personal=true', personal);
  const first = await says(people.secretary, 'decisions', { ...opened, attachments: [file] });
  const revision = { plan: canary('aidRevision'), money: null, reason: '核对人数' };
  await says(people.secretary, `decisions/${first}/plan`, revision);
  const outside = { title: '街道公示', from: '2026-06-01', until: '2026-06-08', documentHash: fileHash };
  await says(people.chair, `decisions/${first}/outside-facts`, outside);
  const failed = new Course(realm, '低保');
  await (await (await failed.upTo('proposal', 'allowance')).convene('proposal')).gather('proposal');
  await (await failed.ballot('proposal', 'secretPaper')).judge(0, 7);
  await (await (await failed.close()).minute()).confirm();
  const anew = { ...revision, step: 'proposal', plan: canary('aidReentry'), substantive: true };
  await says(people.secretary, `decisions/${failed.spot.decision}/reentry`, anew);
  const ids = { decisions: [first, failed.spot.decision], sittings: [failed.spot.sitting] };
  return { ...ids, files: { aidFile: file } };
};

/** One decision that relies on another, which is then annulled; with a file beside it. */
const relied: Scene = async (realm, says) => {
  const base = new Course(realm, '依据');
  await (await base.upTo('resolutionPosting')).prove();
  const file = await says(people.secretary, 'attachments', Buffer.from(`%PDF-1.4\n${publicMark} 2`));
  const relying = await says(people.secretary, 'decisions', {
    ...{ community: places.community, ruleSet: 'city-2026', category: 'publicWelfare', money },
    ...{ initiative: 'residents', title: '后续工程', plan: '接上一项。', attachments: [file] },
    reliesOn: [base.spot.decision],
  });
  await says(people.secretary, `decisions/${relying}/plan`, {
    plan: '接上一项,二稿。',
    money,
    reason: '补充',
  });
  const annulment = { by: 'court', documentHash: fileHash, reason: '判决撤销' };
  await says(people.registrar, `decisions/${base.spot.decision}/annulment`, annulment);
  const ids = { decisions: [base.spot.decision, relying], sittings: [base.spot.sitting] };
  return { ...ids, files: { file } };
};

/** The states of the generated command test after which more can be read than before. */
const stands = {
  decision: ['proposal', 'counting', 'failed', 'objected', 'resultProven', 'filed', 'withdrawn'],
  sitting: ['convened', 'cancelled', 'late', 'adjourned', 'confirmed'],
};
const scenes: readonly Scene[] = [
  ...[disclosed, voted('yes'), judged, chosen, picked, numbered, reviewed, minuted, worked, helped, relied],
  ...stands.decision.map(ofState('decision', decisionStates)),
  ...stands.sitting.map(ofState('sitting', sittingStates)),
];

/** Plays them all, a few at a time. */
export async function matters(
  realm: Realm,
  says: Says,
): Promise<Ids & Readonly<{ files: Files; admissions: readonly string[] }>> {
  const found: Ids[] = [];
  const district = idOf('organization/district');
  await variedRefusals(realm);
  await variedBatches(realm);
  const admissions = await variedAdmissions(realm, district);
  await sideBySide(scenes, async (scene) => void found.push(await scene(realm, says)), 4);
  await variedSeals(realm, found[0]?.decisions[0] as string);
  const met = new Set<string>();
  for await (const { type, stream } of realm.session.log.readAll({ categories: ['sitting'] }))
    if (type === 'SittingConvened') met.add(stream.slice('sitting-'.length));
  return {
    decisions: found.flatMap(({ decisions }) => decisions),
    sittings: [...new Set(found.flatMap(({ sittings }) => sittings))].filter((id) => met.has(id)),
    admissions,
    files: Object.assign({}, ...found.map(({ files }) => files)) as Files,
  };
}
