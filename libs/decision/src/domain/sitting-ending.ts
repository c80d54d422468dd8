import { conflict, forbidden } from '#kernel';
import { dayOf, humanOf } from '#procedure';
import type { SittingEvent } from '../events.js';
import { openNow, opened } from './phase.js';
import { mustBeHash, mustSay } from './plan.js';
import { countOf, leastPresent, roomOf } from './quorum.js';
import { sittingIn, type InSession } from './sitting-session.js';
import type { GivenSitting, SittingFacts, SittingState } from './state.js';
import { meetingOn } from './steps.js';
import { communityOf, mustConvene, mustSit, organs } from './who.js';

function decisionsOf(sitting: InSession, facts: SittingFacts) {
  return sitting.items.map((item) => ({
    item,
    decision: opened(facts[`decision:${item.decision}`]?.state ?? { phase: 'none' }),
  }));
}

function mustNotBeVoting(sitting: InSession, facts: SittingFacts): void {
  const voting = decisionsOf(sitting, facts).find(({ item, decision }) =>
    item.origin === decision.origin ? openNow(decision) : undefined,
  );
  if (!voting) return;
  conflict(
    'decision.ballotOpen',
    '还有表决没有结束:请先结束表决。',
    'A ballot of this sitting is still open: close it first.',
    { details: { decision: voting.item.decision, step: voting.item.step } },
  );
}

/** CancelSitting: by the convener, with a reason, before it was opened. */
export function cancelSitting(
  command: GivenSitting<'CancelSitting'>,
  state: SittingState,
): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'convened');
  mustConvene(communityOf(command.facts), command.by, dayOf(command.at), sitting.convenerBodies);
  mustSay(command.data.reason, '取消理由', 'reason');
  return [{ type: 'SittingCancelled', data: { reason: command.data.reason } }];
}

/** AdjournSitting: recorded, not hidden, with who was there and how many were needed. */
export function adjournSitting(
  command: GivenSitting<'AdjournSitting'>,
  state: SittingState,
): readonly SittingEvent[] {
  const { data, facts } = command;
  const sitting = sittingIn(state, 'open');
  const community = communityOf(facts);
  mustConvene(community, command.by, dayOf(command.at), sitting.convenerBodies);
  mustSay(data.reason, '休会理由', 'reason');
  mustNotBeVoting(sitting, facts);
  const present = decisionsOf(sitting, facts).map(({ item, decision }) => {
    const room = roomOf(sitting, item.body, community.kind);
    const step = meetingOn(decision, item.step, sitting.heldOn);
    return { body: item.body, present: countOf(room.present), needed: leastPresent(step, room) };
  });
  const once = present.filter((one, at) => present.findIndex(({ body }) => body === one.body) === at);
  return [{ type: 'SittingAdjourned', data: { kind: data.kind, reason: data.reason, present: once } }];
}

/** CloseSitting: once every ballot of it is closed. */
export function closeSitting(
  command: GivenSitting<'CloseSitting'>,
  state: SittingState,
): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'open');
  mustConvene(communityOf(command.facts), command.by, dayOf(command.at), sitting.convenerBodies);
  mustNotBeVoting(sitting, command.facts);
  return [{ type: 'SittingClosed', data: {} }];
}

/** RecordMinutes: after the sitting; may be written anew until they are confirmed (R§3.4). */
export function recordMinutes(
  command: GivenSitting<'RecordMinutes'>,
  state: SittingState,
): readonly SittingEvent[] {
  const { text, documentHash } = command.data;
  const sitting = sittingIn(state, 'closed', 'adjourned');
  mustSit(communityOf(command.facts), command.by, dayOf(command.at), [...sitting.convenerBodies, ...organs]);
  if (sitting.minutes === 'confirmed')
    conflict(
      'sitting.minutesConfirmed',
      '会议记录已确认,不能再改:只能另行议决。',
      'The minutes are confirmed and stand: only a new deliberation changes the matter.',
      { article: 'R§3.4' },
    );
  if (documentHash !== undefined) mustBeHash(documentHash);
  const data = { text, documentHash: documentHash ?? null, by: command.by.person };
  return [{ type: 'MinutesRecorded', data }];
}

/** ConfirmMinutes: by a second person who was there or leads the body; from then on its verdicts are final. */
export function confirmMinutes(
  command: GivenSitting<'ConfirmMinutes'>,
  state: SittingState,
): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'closed', 'adjourned');
  if (sitting.minutes === 'confirmed') return [];
  if (sitting.minutes === 'none')
    conflict(
      'sitting.minutesMissing',
      '还没有会议记录:请先记录。',
      'There are no minutes yet: record them first.',
      { article: 'R§3.4' },
    );
  const { by } = command;
  const community = communityOf(command.facts);
  const human = humanOf(community, by.person);
  const isHis = (card: string): boolean => humanOf(community, card) === human;
  const attended = sitting.present.some(isHis) || sitting.departed.some(isHis);
  const voting = sitting.rolls.some(({ roll }) => !('number' in roll) && roll.some(isHis));
  const bodies = [...sitting.convenerBodies, ...organs];
  if (!(attended && voting)) mustSit(community, by, dayOf(command.at), bodies);
  if (sitting.minutesBy !== null && human === humanOf(community, sitting.minutesBy))
    forbidden(
      'sitting.minutesAlone',
      '会议记录须由记录人以外的到会人员确认。',
      'Minutes are confirmed by another person than the one who recorded them.',
      { article: 'R§3.4' },
    );
  const items = sitting.items.map(({ decision, step }) => ({ decision, step }));
  return [{ type: 'MinutesConfirmed', data: { by: by.person, items } }];
}
