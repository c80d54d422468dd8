import { conflict, forbidden, invalid } from '#kernel';
import { dayOf, humanOf, seatsOn } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustHaveHappened, mustRunForward } from './disclosure-days.js';
import type { Opened } from './phase.js';
import { mustSay } from './plan.js';
import { attestedOn, lastDayOf } from './posting-period.js';
import { openPosting } from './posting-step.js';
import type { Given, Posting } from './state.js';
import { disclosureArticles } from './steps.js';
import { communityOf } from './who.js';

type Attesting = Given<'AttestHanging'> | Given<'AttestTakingDown'>;

/** Refuses a place at which it was not posted. */
export function mustHangAt(posting: Posting, place: string): void {
  if (posting.places.includes(place)) return;
  invalid(
    'decision.placeUnknown',
    `“${place}”不是公布处;公布处:${posting.places.join('、')}。`,
    `It was not posted at "${place}"; places: ${posting.places.join(', ')}.`,
    { details: { place, places: posting.places } },
  );
}

/** Whoever holds a seat in the community that day; `supervision` when it is one of the supervision committee. */
export function witness(
  command: Attesting | Given<'ReportInterruption'> | Given<'PhotographBoard'>,
  state: Opened,
  day: string,
) {
  const community = communityOf(command.facts);
  const by = humanOf(community, command.by.person);
  const seats = seatsOn(community, day).filter((seat) => humanOf(community, seat.person) === by);
  if (seats.length === 0)
    forbidden(
      'decision.notSeated',
      '只有本社区的任职人员可以证明张贴情况:居民可以提出异议。',
      'Only persons seated in this community attest a posting; a resident may file an objection.',
      { article: disclosureArticles(state) },
    );
  return { by, supervision: seats.some((seat) => seat.body === 'supervision') };
}

function attest(command: Attesting, state: Opened, posting: Posting, said: Posting['hung']) {
  const { on, place } = command.data;
  mustHangAt(posting, place);
  mustHaveHappened(on, { since: posting.from, today: dayOf(command.at) });
  const seen = witness(command, state, on);
  if (said.some((one) => one.by === seen.by && one.place === place && one.on === on))
    conflict(
      'decision.attestedAlready',
      '您已证明过:须由另一人证明,两人中一人为监督委员会成员。',
      'You attested this already: it takes a second person, one of the two from the supervision committee.',
      { article: disclosureArticles(state), details: { place, on } },
    );
  return { ...command.data, ...seen };
}

/** AttestHanging: the sheet was seen hanging on the day from which it counts. */
export function attestHanging(command: Given<'AttestHanging'>, state: Opened): readonly DecisionEvent[] {
  const posting = openPosting(state, command.data.step);
  const attested = attest(command, state, posting, posting.hung);
  if (attested.on !== posting.from)
    invalid(
      'decision.hungOnAnotherDay',
      `公布自 ${posting.from} 起算:若实际于 ${attested.on} 张贴,请自该日重新公布。`,
      `The posting counts from ${posting.from}: if the sheet was hung on ${attested.on}, post it again from then.`,
      { article: disclosureArticles(state), details: { from: posting.from, on: attested.on } },
    );
  return [{ type: 'HangingAttested', data: attested }];
}

/** AttestTakingDown: not before the last day is over; taken down after hours, that day was hung. */
export function attestTakingDown(
  command: Given<'AttestTakingDown'>,
  state: Opened,
): readonly DecisionEvent[] {
  const posting = openPosting(state, command.data.step);
  const attested = attest(command, state, posting, posting.takenDown);
  if (attestedOn(posting.hung, attested.place) === undefined)
    conflict(
      'decision.hangingNotAttested',
      '张贴尚未由两人证明(其中一人为监督委员会成员):请先证明张贴。',
      'Two persons, one of the supervision committee, have not attested the hanging: attest that first.',
      { article: disclosureArticles(state), details: { place: attested.place } },
    );
  if (attested.on < posting.lastDay)
    conflict(
      'decision.takenDownEarly',
      `公开至 ${posting.lastDay} 届满:提前撤下的,请报告中断并重新张贴。`,
      `The posting runs to ${posting.lastDay}: if the sheet came down before, report the interruption and hang it again.`,
      { article: disclosureArticles(state), details: { on: attested.on, lastDay: posting.lastDay } },
    );
  return [{ type: 'TakingDownAttested', data: attested }];
}

/** ReportInterruption: first and last day without the sheet; at a required place those days are hung afterwards. */
export function reportInterruption(
  command: Given<'ReportInterruption'>,
  state: Opened,
): readonly DecisionEvent[] {
  const { data } = command;
  const posting = openPosting(state, data.step);
  const today = dayOf(command.at);
  mustHangAt(posting, data.place);
  mustHaveHappened(data.from, { since: posting.from, today });
  mustHaveHappened(data.until, { today });
  mustRunForward(data.from, data.until);
  mustSay(data.reason, '中断原因', 'reason of the interruption');
  witness(command, state, today);
  const { lastDay } = lastDayOf({ ...posting, interruptions: [...posting.interruptions, data] });
  return [{ type: 'InterruptionReported', data: { ...data, lastDay } }];
}
