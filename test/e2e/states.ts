import { addDays } from '#procedure';
import { Course, fileHash, today, type Spot } from '../stack/course.js';
import { attending, people, type Realm } from '../stack/realm.js';

export type State = (realm: Realm, name: string) => Promise<Spot>;

const course = (build: (matter: Course) => Promise<unknown>): State => {
  return async (realm, name) => {
    const matter = new Course(realm, name);
    await build(matter);
    return matter.spot;
  };
};

const calledToday = [addDays(today, -5), today] as const;
/** The resolving sitting is in session today. */
const assembled = async (matter: Course): Promise<Course> =>
  (await (await matter.upTo('resolution')).convene('resolution', calledToday)).gather('resolution');
const paperVoter = attending.resolution[10] as string;
/** Sits in the resolving meeting and has not voted. */
export const voterLeft = attending.resolution[20] as string;
export { paperVoter };

async function voting(matter: Course): Promise<void> {
  await (await assembled(matter)).ballot('resolution', 'named');
  const paper = { kind: 'yesNo', choice: 'yes' };
  await matter.act(people.teller, 'EnterPaperVote', { ballot: 4, person: paperVoter, paper });
}
const implementing = async (matter: Course): Promise<Course> =>
  (await (await matter.upTo('resolutionPosting')).prove()).implement();
const filed = async (matter: Course): Promise<void> => {
  await (await (await implementing(matter)).complete()).prove('2026-06-06');
  await matter.act(people.chair, 'CloseFile', {});
};
const failing = async (matter: Course): Promise<void> => {
  await (await (await assembled(matter)).ballot('resolution')).judge(10, 20);
  await (await (await matter.close()).minute()).confirm();
};
const convened = async (matter: Course): Promise<Course> =>
  (await matter.upTo('resolution')).convene('resolution', calledToday);
const closed = async (matter: Course): Promise<Course> => (await assembled(matter)).close();
const posted = async (matter: Course): Promise<Course> =>
  (await (await matter.upTo('resolutionPosting')).check()).post();

/** Posted before the holiday notice of its year was in the table, by which its last day is certain today. */
export const provisionallyPosted: State = async (realm, name) => {
  const spot = await course(posted)(realm, name);
  await realm.repeatLast(`decision-${spot.decision}`, { provisional: true });
  return spot;
};

/** One decision in each phase that it can be in; `none` is a matter that was never opened. */
export const decisionStates: Readonly<Record<string, State>> = {
  none: course(async () => undefined),
  proposal: course((matter) => matter.upTo('proposal')),
  consultation: course((matter) => matter.upTo('consultation')),
  review: course((matter) => matter.upTo('review')),
  resolution: course((matter) => matter.upTo('resolution')),
  assembled: course(assembled),
  voting: course(voting),
  counting: course(async (matter) => (await (await assembled(matter)).ballot('resolution')).count(16, 9)),
  judged: course(async (matter) => (await (await assembled(matter)).ballot('resolution')).judge(16, 9)),
  failed: course(failing),
  unchecked: course((matter) => matter.upTo('resolutionPosting')),
  checked: course(async (matter) => (await matter.upTo('resolutionPosting')).check()),
  posted: course(posted),
  objected: course(async (matter) => (await (await posted(matter)).hang()).object(people.resident)),
  takenDown: course(async (matter) => (await (await posted(matter)).hang()).takeDown()),
  proven: course(async (matter) => (await matter.upTo('resolutionPosting')).prove()),
  implementing: course(implementing),
  completed: course(async (matter) => (await implementing(matter)).complete()),
  resultProven: course(async (matter) => (await (await implementing(matter)).complete()).prove('2026-06-06')),
  filed: course(filed),
  withdrawn: course(async (matter) =>
    (await matter.upTo('review')).act(people.secretary, 'WithdrawDecision', { reason: '条件尚不成熟' }),
  ),
  annulled: course(async (matter) => {
    await filed(matter);
    const document = { by: 'court', documentHash: fileHash, reason: '判决撤销' };
    await matter.act(people.registrar, 'AnnulDecision', document);
  }),
  aid: course((matter) => matter.upTo('consultation', 'allowance')),
};

/** One sitting in each phase; the matter on its agenda stands where it then does. */
export const sittingStates: Readonly<Record<string, State>> = {
  none: course((matter) => matter.upTo('proposal')),
  convened: course(convened),
  cancelled: course(async (matter) =>
    (await convened(matter)).meet(people.chair, 'CancelSitting', { reason: '停电' }),
  ),
  open: course(assembled),
  late: course(async (matter) => {
    const called = ['2026-06-08', '2026-06-12'] as const;
    await (await (await matter.upTo('resolution')).convene('resolution', called)).gather('resolution', today);
  }),
  residents: course(async (matter) => {
    await failing(matter);
    await matter.act(people.secretary, 'ReferToResidentsMeeting', { reason: '分歧较大' });
    await matter.convene('resolution', [today, today], '汛情紧急');
    const numbers = { residents: { number: 2600, source: '户籍册' } };
    await matter.meet(people.chair, 'OpenSitting', { heldOn: today, numbers });
  }),
  voting: course(voting),
  adjourned: course(async (matter) =>
    (await assembled(matter)).meet(people.chair, 'AdjournSitting', { kind: 'other', reason: '停电' }),
  ),
  closed: course(closed),
  minuted: course(async (matter) => (await closed(matter)).minute()),
  confirmed: course(async (matter) => (await (await closed(matter)).minute()).confirm()),
};
