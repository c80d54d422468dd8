import { conflict, invalid, judgedOn } from '#kernel';
import { carries, dayOf, humanOf, seatOf, type Tally } from '#procedure';
import type { AdmissionRequestEvent } from '../events.js';
import { headOf, mustBeOfTheAuthority, mustConcern, type Begun, type Given } from './request-facts.js';
import { rulesOf } from './rules.js';

const article = rulesOf().review.source;

/** Under what a rating is known: a community speaks once a year, a representative once a year. */
const keyOf = (year: number, community: string, seat: string | null): string =>
  `${year}/${community}/${seat ?? 'community'}`;

/** The representative's seat of whoever acts; null for a head, who speaks for the community. */
function representativeSeat({ facts, by, at }: Given<'RateAdmission'>): string | null {
  const community = facts.community?.state;
  if (community?.status !== 'formed') return null;
  const human = humanOf(community, by.person);
  const today = dayOf(at);
  if (seatOf(community, human, today, ['branch', 'committee'], ['secretary', 'chair'])) return null;
  return seatOf(community, human, today, ['representatives'])?.id ?? null;
}

function mustBeReviewable(year: number, { application, reviewed }: Begun, today: string): void {
  const [first, now] = [application.from, today].map((day) => Number(day.slice(0, 4))) as [number, number];
  if (application.from > today || year < first || year > now || year < now - 1)
    invalid(
      'admission.noSuchYear',
      `${year} 年没有可评的执行情况:准入自 ${application.from} 起,评本年或上年。`,
      `There is nothing to rate in ${year}: it runs from ${application.from}; this year and the last are rated.`,
      { article, details: { year } },
    );
  if (reviewed?.years.includes(year))
    conflict('admission.reviewClosed', `${year} 年的评议已公布。`, `The review of ${year} is published.`, {
      article,
    });
}

/** A community, by its head, and its representatives, each for himself, say once a year whether they are content. */
export function rate(command: Given<'RateAdmission'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { community, year, satisfied, text } = command.data;
  mustConcern(state, community);
  const seat = representativeSeat(command);
  const relied = seat ?? headOf(command.facts.community, command.by, command.at).id;
  mustBeReviewable(year, state, dayOf(command.at));
  if (state.rated.includes(keyOf(year, community, seat)))
    conflict('admission.ratedAlready', `${year} 年已经评过。`, `It was rated for ${year} already.`, {
      article,
    });
  const as = seat === null ? 'community' : 'representative';
  return [{ type: 'AdmissionRated', data: { community, year, as, satisfied, text, seat: relied } }];
}

/** The key under which the state knows an event's rating. */
export const ratedKey = ({
  year,
  community,
  as,
  seat,
}: Extract<AdmissionRequestEvent, { type: 'AdmissionRated' }>['data']): string =>
  keyOf(year, community, as === 'community' ? null : seat);

/** The authority publishes what a year's ratings came to; below the threshold the request goes to its sitting for exit. */
export function publishReview(
  command: Given<'PublishYearlyReview'>,
  state: Begun,
): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, state.application);
  const { year } = command.data;
  mustBeReviewable(year, state, dayOf(command.at));
  const { communities, satisfied, ratings } = state.ratings[year] ?? {
    communities: 0,
    satisfied: 0,
    ratings: 0,
  };
  if (communities < state.hearingsNeeded)
    conflict(
      'admission.communitiesUnheard',
      `已有 ${communities} 个社区评议,须有 ${state.hearingsNeeded} 个。`,
      `${communities} communities rated it; ${state.hearingsNeeded} must.`,
      { article, details: { heard: communities, needed: state.hearingsNeeded } },
    );
  const counts = { yes: satisfied, no: ratings - satisfied, abstain: 0, spoiled: 0 };
  const tally: Tally = { roll: ratings, due: ratings, present: ratings, ...counts };
  const { review } = rulesOf(state.rules);
  const { carried, arithmetic } = carries(tally, review);
  const judged = judgedOn(command.facts.authority);
  const data = {
    year,
    communities,
    ratings,
    satisfied,
    below: !carried,
    arithmetic,
    article: review.source,
    judged,
  };
  return [{ type: 'YearlyReviewPublished', data }];
}
