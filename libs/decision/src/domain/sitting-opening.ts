import { conflict, forbidden, invalid, judgedOn } from '#kernel';
import { dayOf, daysBetween, humanOf, ruleSet } from '#procedure';
import type { SittingEvent } from '../events.js';
import { bodyWords } from './body-words.js';
import { opened } from './phase.js';
import { frozenRolls } from './sitting-rolls.js';
import { sittingIn } from './sitting-session.js';
import type { GivenSitting, SittingState } from './state.js';
import { meetingOn } from './steps.js';
import { communityOf, mustConvene, mustSit, organs } from './who.js';

/** OpenSitting: on the agreed day; freezes one roll per body; what is entered late waits for a second person. */
export function openSitting(
  command: GivenSitting<'OpenSitting'>,
  state: SittingState,
): readonly SittingEvent[] {
  const { data, facts, by } = command;
  const sitting = sittingIn(state, 'convened');
  const community = communityOf(facts);
  const today = dayOf(command.at);
  mustConvene(community, by, today, sitting.convenerBodies);
  if (data.heldOn !== sitting.heldOn)
    conflict(
      'sitting.otherDay',
      `会议约定于 ${sitting.heldOn} 召开:改期须取消后重新召集。`,
      `The sitting was called for ${sitting.heldOn}: to hold it on another day cancel it and convene anew.`,
      { details: { agreed: sitting.heldOn, asked: data.heldOn } },
    );
  if (data.heldOn > today)
    invalid(
      'sitting.notYet',
      '会议日未到,不能开会。',
      'The day of the sitting has not come yet: it cannot be opened.',
      { details: { heldOn: data.heldOn, today } },
    );
  const agenda = sitting.items.map((item) => {
    const decision = opened(facts[`decision:${item.decision}`]?.state ?? { phase: 'none' });
    const step = meetingOn(decision, item.step, data.heldOn);
    if (step.body !== item.body) {
      const [now, then] = [step.body, item.body].map((body) =>
        bodyWords([body], data.heldOn, community.kind),
      );
      conflict(
        'sitting.bodyChanged',
        `该事项现由“${now?.zh}”议决,不再由“${then?.zh}”:请取消后重新召集。`,
        `The matter is now for the ${now?.en}, no longer for the ${then?.en}: cancel the sitting and convene anew.`,
        { details: { decision: item.decision, step: item.step } },
      );
    }
    return { set: ruleSet(decision.ruleSet), step };
  });
  const rolls = frozenRolls(
    community,
    agenda.map(({ step }) => step),
    data.heldOn,
    data.numbers ?? {},
  );
  const called = new Set(sitting.called.flatMap(({ roll }) => ('number' in roll ? [] : roll)));
  const listed = rolls.flatMap(({ roll }) => ('number' in roll ? [] : roll));
  const enteredLateDays = daysBetween(data.heldOn, today);
  const alone = Math.min(...agenda.map(({ set }) => set.secondPersonAfterDays.value));
  const event = {
    heldOn: data.heldOn,
    rolls,
    seatedSince: [...new Set(listed)].filter((person) => !called.has(person)),
    enteredLateDays,
    secondPersonNeeded: enteredLateDays > alone,
    by: by.person,
    judged: judgedOn(facts.community),
    ...(community.kind === undefined ? {} : { communityKind: community.kind }),
  };
  return [{ type: 'SittingOpened', data: event }];
}

/** ConfirmLateEntry: another seated person stands for what was entered late. */
export function confirmLateEntry(
  command: GivenSitting<'ConfirmLateEntry'>,
  state: SittingState,
): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'open');
  if (!sitting.secondPersonNeeded) return [];
  const community = communityOf(command.facts);
  mustSit(community, command.by, dayOf(command.at), [...organs, 'supervision']);
  if (humanOf(community, command.by.person) === humanOf(community, sitting.openedBy))
    forbidden(
      'sitting.secondPersonNeeded',
      '须由另一人确认:请书记、主任或监督委员会成员办理。',
      'Another person must confirm it: a member of the branch, the committee or the supervision committee.',
      { article: 'R§10 secondPersonAfterDays' },
    );
  return [{ type: 'LateEntryConfirmed', data: { by: command.by.person } }];
}
