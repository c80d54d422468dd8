import type { Fact } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState, OrganizationState, Seat } from '#community/events';
import type {
  AdmissionRequestCommand,
  AdmissionRequestEvent,
  Application,
  CatalogEntry,
  TaskCatalogState,
} from '../events.js';
import { admissionRequest } from './request.js';
import type { RequestFacts } from './request-facts.js';

const seat = (person: string, body: string, more: Partial<Seat> = {}): Seat => ({
  ...{ id: person, body, person, role: 'member', vote: true, from: '2026-01-01', until: '2028-12-31' },
  ...more,
});
const seated = (...seats: readonly Seat[]) => Object.fromEntries(seats.map((one) => [one.id, one]));

const organization = (
  id: string,
  state: Partial<Extract<OrganizationState, { status: 'formed' }>>,
): Fact<OrganizationState> => ({
  ...{ stream: `organization-${id}`, revision: 2 },
  state: { status: 'formed', kind: 'department', name: id, parent: 'district', seats: {}, ...state },
});

/** The department, the authority with five votes, a community with its heads, and a list of four matters. */
export const facts = {
  department: organization('department', { seats: seated(seat('clerk', 'office', { vote: false })) }),
  authority: organization('authority', {
    kind: 'authority',
    seats: seated(
      ...['a1', 'a2', 'a3', 'a4', 'a5'].map((person) => seat(person, 'authority')),
      seat('desk', 'registrar', { role: 'registrar', vote: false }),
    ),
  }),
  community: {
    ...{ stream: 'community-c1', revision: 5 },
    state: {
      status: 'formed',
      seats: seated(
        seat('secretary', 'branch', { role: 'secretary' }),
        seat('chair', 'committee', { role: 'chair' }),
        seat('member', 'committee'),
      ),
    } as unknown as CommunityState,
  },
} satisfies RequestFacts;

export const listed = (...entries: readonly Partial<CatalogEntry>[]): Fact<TaskCatalogState> => ({
  ...{ stream: 'taskCatalog-district', revision: 0 },
  state: {
    versions: [
      {
        ...{ version: 1, effectiveFrom: '2026-01-01', authority: 'authority' },
        entries: entries.map((entry, n) => ({
          ...{ id: `A-0${n}`, title: '', names: [], class: 'shouldAssist', kind: 'task' },
          ...{ department: null, basis: '清单' },
          ...entry,
        })) as readonly CatalogEntry[],
      },
    ],
  },
});

/** Filed on Monday 2026-03-02, it may begin on 2026-04-14, 30 working days later (清明 04-04 to 04-06 off). */
export const application: Application = {
  ...{ district: 'district', department: 'department', kind: 'task', title: '老年人助餐服务' },
  ...{
    basis: '民发〔2023〕58号',
    content: '每日午餐配送登记',
    powers: '使用社区食堂',
    people: '部门配备一名专员',
  },
  ...{ from: '2026-04-14', until: '2027-04-13', hoursPerMonth: 20, communities: ['c1', 'c2', 'c3', 'c4'] },
  ...{ ownAssessment: null, freeBecause: null },
  payments: ['c1', 'c2', 'c3', 'c4'].map((community) => ({
    community,
    dueOn: '2026-06-30',
    amountFen: 300_000,
  })),
};
export const drafted = (more: Partial<Application> = {}): AdmissionRequestEvent => ({
  type: 'AdmissionRequestDrafted',
  data: { application: { ...application, ...more }, judged: [] },
});

/** Noon in Shanghai on a day. */
export const on = (day: string): string => `${day}T04:00:00.000Z`;
export const clerk = { by: 'clerk', facts, at: on('2026-03-02') };
export const desk = { by: 'desk', facts, at: on('2026-03-03') };
export const head = { by: 'secretary', facts, at: on('2026-03-04') };

export const command = <T extends AdmissionRequestCommand['type']>(
  type: T,
  data: Extract<AdmissionRequestCommand, { type: T }>['data'],
): AdmissionRequestCommand => ({ type, data }) as AdmissionRequestCommand;

export const accepting = command('AcceptAdmissionRequest', { authority: 'authority' });
export const filing = command('FileAdmissionRequest', {});
export const opining = (community: string): AdmissionRequestCommand =>
  command('GiveOpinion', { community, opinion: 'for', text: '居民有需要' });
export const reviewing = command('ReviewAdmissionRequest', { authority: 'authority', opinion: '建议准入' });
export const deciding = (
  yes: number,
  no: number,
  present = yes + no,
  heldOn = '2026-03-20',
): AdmissionRequestCommand =>
  command('DecideAdmissionRequest', {
    authority: 'authority',
    sitting: { heldOn, present, yes, no, abstain: present - yes - no, minutesHash: 'h' },
    conditions: [],
  });
export const signing = command('SignAgreement', { signedOn: '2026-03-21', documentHash: 'h' });
export const publishing = command('PublishAdmission', {
  ...{ authority: 'authority', publishedOn: '2026-03-23', documentHash: 'h' },
});

const begun = (more: Partial<Application>) => given(admissionRequest, drafted(more));
type Story = ReturnType<typeof begun>;

const then: readonly (readonly [string, (story: Story) => Story])[] = [
  ['draft', (story) => story],
  ['filed', (story) => story.when(filing, clerk).and()],
  ['accepted', (story) => story.when(accepting, desk).and()],
  [
    'heard',
    (story) => ['c1', 'c2', 'c3'].reduce((now, community) => now.when(opining(community), head).and(), story),
  ],
  ['reviewed', (story) => story.when(reviewing, desk).and()],
  ['granted', (story) => story.when(deciding(3, 1), { ...desk, at: on('2026-03-20') }).and()],
  ['agreed', (story) => story.when(signing, { ...clerk, at: on('2026-03-21') }).and()],
  ['published', (story) => story.when(publishing, { ...desk, at: on('2026-03-23') }).and()],
];

/** A request that has come so far. */
export function upTo(state: string, more: Partial<Application> = {}): Story {
  let story = begun(more);
  for (const [name, go] of then) {
    story = go(story);
    if (name === state) return story;
  }
  throw new Error(`no state ${state}`);
}
