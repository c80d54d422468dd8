import { conflict } from '#kernel';
import { dayOf, daysBetween } from '#procedure';
import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import { attestedOn, gapsOf, lastDayOf, missedDays } from './posting-period.js';
import { openPosting, postingOn } from './posting-step.js';
import type { Given, Posting } from './state.js';
import { communityOf, mustConvene, organs } from './who.js';

/** The photographs and probes of a place, where there are any. */
function evidenceOf({ photographs, probes }: Posting, place: string) {
  const here = photographs.filter((one) => one.place === place);
  const days = (of: typeof here): readonly string[] => [...new Set(of.map(({ on }) => on))].sort();
  const asked = place === 'web' ? Object.entries(probes) : [];
  const notFound = asked.flatMap(([day, found]) => (found ? [] : [day])).sort();
  return {
    ...(here.length > 0 && {
      photographs: { days: days(here), dated: days(here.filter(({ dated }) => dated)) },
    }),
    ...(asked.length > 0 && { page: { foundDays: asked.length - notFound.length, notFound } }),
  };
}

/** A place where hanging and taking-down are attested, with what was hung there and what else shows it. */
function coverageOf(posting: Posting, place: string) {
  const from = attestedOn(posting.hung, place);
  const until = attestedOn(posting.takenDown, place);
  if (from === undefined || until === undefined || until < posting.lastDay) return [];
  const interruptedDays = missedDays(gapsOf(posting), [place], from, until);
  const days = daysBetween(from, until) - interruptedDays;
  return [{ place, from, until, days, interruptedDays, ...evidenceOf(posting, place) }];
}

/** The public page where nobody attested it: the days on which it was found, by asking for it. */
function webCoverageOf(posting: Posting) {
  const found = Object.keys(posting.probes)
    .filter((day) => posting.probes[day])
    .sort();
  const [from, until] = [found[0], found.at(-1)];
  if (from === undefined || until === undefined) return [];
  const { page = { foundDays: 0, notFound: [] } } = evidenceOf(posting, 'web');
  return [{ place: 'web', from, until, days: page.foundDays, interruptedDays: page.notFound.length, page }];
}

/** ClosePosting: the days are proven by hanging and taking-down at every required place, each attested by two. */
export function closePosting(command: Given<'ClosePosting'>, state: Opened): readonly DecisionEvent[] {
  const { step } = command.data;
  const posting = openPosting(state, step);
  const today = dayOf(command.at);
  mustConvene(communityOf(command.facts), command.by, today, organs);
  const { source } = postingOn(state, step, posting.from).minDays;
  if (today <= posting.lastDay)
    conflict(
      'decision.postingRuns',
      `公开期至 ${posting.lastDay} 届满,次日起方可结束。`,
      `The posting runs through ${posting.lastDay}: close it from the day after.`,
      { article: source, details: { lastDay: posting.lastDay, today } },
    );
  const attested = posting.places.flatMap((place) => coverageOf(posting, place));
  const lacking = posting.requiredPlaces.filter((place) => !attested.some((one) => one.place === place));
  if (lacking.length > 0)
    conflict(
      'decision.daysNotProven',
      `以下各处的张贴和撤下须各由两人证明(其中一人为居务监督委员会成员),撤下不早于 ${posting.lastDay}:${lacking.join('、')}。`,
      `Hanging, and taking-down not before ${posting.lastDay}, each need two witnesses, one of the supervision committee, at: ${lacking.join(', ')}.`,
      { article: source, details: { lacking, lastDay: posting.lastDay } },
    );
  const probed = attested.some(({ place }) => place === 'web') ? [] : webCoverageOf(posting);
  const places = [...attested, ...probed];
  const missed = missedDays(gapsOf(posting), posting.requiredPlaces, posting.from, posting.lastDay);
  const proven = {
    step,
    from: posting.from,
    until: posting.lastDay,
    days: daysBetween(posting.from, posting.lastDay) - missed,
    needed: posting.minDays,
    places,
    article: source,
  };
  return [{ type: 'PostingProven', data: proven }];
}

/** SettlePostingEnd: once the year's holiday notice is in the table a provisional last day is set anew. */
export function settlePostingEnd(
  command: Given<'SettlePostingEnd'>,
  state: Opened,
): readonly DecisionEvent[] {
  const { step } = command.data;
  const system = command.by.person.startsWith('system:');
  if (system && (state.postings[step]?.proven ?? true)) return [];
  const posting = openPosting(state, step);
  if (!system) mustConvene(communityOf(command.facts), command.by, dayOf(command.at), organs);
  const { lastDay, provisional } = lastDayOf(posting);
  if (posting.provisional && !provisional)
    return [{ type: 'PostingEndSettled', data: { step, lastDay, was: posting.lastDay } }];
  if (system) return [];
  return conflict(
    posting.provisional ? 'decision.stillProvisional' : 'decision.notProvisional',
    posting.provisional
      ? '该年度放假安排尚未公布,届满日仍为暂定:公布后再办。'
      : `届满日 ${posting.lastDay} 已确定,无须重算。`,
    posting.provisional
      ? 'The holiday notice of that year is not in the table yet: settle the end when it is.'
      : `The last day ${posting.lastDay} is certain already.`,
    { article: '民法典 §203', details: { lastDay: posting.lastDay } },
  );
}
