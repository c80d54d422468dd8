import { conflict, forbidden, missing } from '#kernel';
import { dayOf, periodEnd } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { receiptCode } from './objection-receipt.js';
import type { Opened } from './phase.js';
import { postingOn } from './posting-step.js';
import type { Given, Objection } from './state.js';
import { lawOf } from './steps.js';

/** The objection of that id; refused when there is none. */
export function objectionOf(state: Opened, id: string): Objection {
  return (
    state.objections.find((one) => one.id === id) ??
    missing('decision.noObjection', '没有这条异议。', 'There is no such objection.', {
      details: { objection: id },
    })
  );
}

/** What is filed while the window is open; earlier and later it is a query, with the same clock. */
function kindOn(state: Opened, step: string, day: string): Objection['kind'] {
  const posting = state.postings[step];
  return posting && posting.from <= day && day <= posting.objectionUntil ? 'objection' : 'query';
}

/** Who files without an account; by the edge, which gives him the code of his objection. */
export const visitor = 'visitor';
/** Who has shown that code again. */
export const visitorOf = (objection: string): string => `${visitor}:${objection}`;

/** Refuses what is asked about a decision that has no effect any more, and what no person asks. */
export function mustStand(state: Opened, person: string): void {
  if (state.phase === 'withdrawn' || state.phase === 'annulled')
    conflict(
      'decision.nothingToObject',
      '该事项已撤回或被撤销,不再生效:无须异议;可向街道(镇)反映。',
      'The decision was withdrawn or annulled and has no effect; turn to the street or town.',
      { article: lawOf(state).articles.complaints, details: { phase: state.phase } },
    );
  if (person.startsWith('system:'))
    forbidden(
      'decision.personsOnly',
      '异议须由本人提出。',
      'An objection is filed by a person, not by the system.',
    );
}

/** FileObjection: anyone, with an account or without one; never refused while the decision stands or is filed. */
export function fileObjection(command: Given<'FileObjection'>, state: Opened): readonly DecisionEvent[] {
  const { data, by, commandId } = command;
  mustStand(state, by.person);
  const filedOn = dayOf(command.at);
  const { replyDays } = postingOn(state, data.step, filedOn);
  const { lastDay, provisional } = periodEnd(filedOn, replyDays.value);
  const filed = {
    objection: commandId,
    step: data.step,
    kind: kindOn(state, data.step, filedOn),
    receipt: receiptCode(commandId),
    text: data.text,
    contact: data.contact,
    by: by.person === visitor ? null : by.person,
    filedOn,
    replyBy: lastDay,
    provisional,
    source: replyDays.source,
  };
  return [{ type: 'ObjectionFiled', data: filed }];
}
