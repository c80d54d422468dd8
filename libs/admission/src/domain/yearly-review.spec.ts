import type { Seat } from '#procedure';
import type { AdmissionRequestCommand } from '../events.js';
import { command, facts, on, upTo } from './request-testing.js';

const seats = ['secretary', 'chair', 'r1', 'r2', 'r3', 'r4'].map((person, n): Seat => ({
  ...{ id: person, person, vote: true, from: '2026-01-01', until: '2028-12-31' },
  body: (['branch', 'committee'] as const)[n] ?? 'representatives',
  role: (['secretary', 'chair'] as const)[n] ?? 'member',
}));
const known = {
  ...facts,
  community: {
    ...facts.community,
    state: { status: 'formed', seats: Object.fromEntries(seats.map((one) => [one.id, one])) } as never,
  },
};
const as = (by: string, day = '2026-12-20') => ({ by, facts: known, at: on(day) });
const rating = (satisfied: boolean, year = 2026, community = 'c1'): AdmissionRequestCommand =>
  command('RateAdmission', { community, year, satisfied, text: '有用' });
const publishing = (year = 2026): AdmissionRequestCommand =>
  command('PublishYearlyReview', { authority: 'authority', year });
const inForce = () => upTo('published', { until: '2027-12-31' });
type Story = ReturnType<typeof inForce>;
/** Who, whether content, and of which community; three of the four must be heard. */
type Rating = readonly [by: string, content: boolean, community?: string];
const ratedBy = (...ratings: readonly Rating[]): Story =>
  ratings.reduce(
    (story, [by, content, community]) => story.when(rating(content, 2026, community), as(by)).and(),
    inForce(),
  );
const heads = (first: boolean, rest: boolean): readonly Rating[] => [
  ['chair', first],
  ['chair', rest, 'c2'],
  ['secretary', rest, 'c3'],
];
const published = (...ratings: readonly Rating[]) => ratedBy(...ratings).when(publishing(), as('desk'));

describe('the yearly review', () => {
  it.each([
    ['3 of 5 reach 60 %', heads(false, true), [true, false], 3, false],
    ['2 of 4 do not', heads(false, true), [false], 2, true],
  ] as const)('%s', (_, spoken, votes, satisfied, below) => {
    const representatives = votes.map((content, n): Rating => [`r${n + 1}`, content]);
    expect(published(...spoken, ...representatives).events()).toMatchObject([
      {
        type: 'YearlyReviewPublished',
        data: { communities: 3, ratings: 3 + votes.length, satisfied, below },
      },
    ]);
  });

  it('a community speaks once by whichever head, a representative once', () => {
    const rated = ratedBy(['chair', true], ['r1', true]);
    rated.when(rating(false), as('secretary')).refused('admission.ratedAlready');
    rated.when(rating(false), as('r1')).refused('admission.ratedAlready');
    expect(rated.when(rating(false), as('r2')).events()).toMatchObject([
      { data: { as: 'representative', seat: 'r2' } },
    ]);
    rated.when(rating(true), as('stranger')).refused('admission.notOfTheCommunity');
  });

  it('this year or the last, while it runs, of a community that it concerns', () => {
    const story = inForce();
    story.when(rating(true), as('chair', '2026-04-13')).refused('admission.noSuchYear');
    story.when(rating(true, 2025), as('chair')).refused('admission.noSuchYear');
    story.when(rating(true, 2027), as('chair')).refused('admission.noSuchYear');
    story.when(rating(true, 2026, 'c9'), as('chair')).refused('admission.notConcerned');
    expect(story.when(rating(true), as('chair', '2027-01-05')).events()).toHaveLength(1);
  });

  it('is not published unheard, nor twice; what is published takes no more ratings', () => {
    inForce().when(publishing(), as('desk')).refused('admission.communitiesUnheard');
    published(['r1', true], ['chair', true]).refused('admission.communitiesUnheard');
    const closed = published(...heads(true, true)).and();
    closed.when(publishing(), as('desk')).refused('admission.reviewClosed');
    closed.when(rating(true), as('r1')).refused('admission.reviewClosed');
  });

  it('only below the threshold may it end for disapproval', () => {
    const sitting = { heldOn: '2026-12-20', present: 5, yes: 5, no: 0, abstain: 0, minutesHash: 'h' };
    const ending = command('ExitAdmission', {
      ...{ authority: 'authority', sitting, grounds: 'disapproval', reason: '普遍不认可' },
    });
    const good = published(...heads(true, true)).and();
    good.when(ending, as('desk')).refused('admission.notDisapproved');
    const bad = published(...heads(false, false)).and();
    expect(bad.when(ending, as('desk')).events()).toMatchObject([{ type: 'AdmissionExited' }]);
  });
});
