import { conflict, invalid } from '#kernel';
import { dayOf } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustHaveHappened } from './disclosure-days.js';
import type { Opened } from './phase.js';
import { mustHangAt, witness } from './posting-attest.js';
import { lastDayOf } from './posting-period.js';
import { openPosting } from './posting-step.js';
import type { Given } from './state.js';
import { disclosureArticles } from './steps.js';
import { mustBeFile } from './plan.js';
import { mustBeSystem } from './who.js';

/** How many photographs a posting takes: one for each place and day of the longest posting, and some. */
const mostPhotographs = 100;

function mustShowACodeOfThis({ dayCode, printedOn, on }: Given<'PhotographBoard'>['data']): void {
  if (dayCode !== null && printedOn === null)
    invalid(
      'decision.dayCodeUnknown',
      '所填当日码不是本事项公示纸一年内的当日码:请照纸上所印填写,看不清的可不填。',
      'This is the day code of no sheet of this matter within a year: copy it from the sheet, or leave it out where it cannot be read.',
    );
  if (printedOn !== null && printedOn > on)
    invalid(
      'decision.dayCodeOfLater',
      `照片上的当日码为 ${printedOn} 所印,照片不可能摄于 ${on}。`,
      `The day code in the photograph was printed on ${printedOn}: it cannot have been taken on ${on}.`,
      { details: { printedOn, on } },
    );
}

/** PhotographBoard: whoever is seated shows the sheet where it hangs, with the day code that the photograph shows. */
export function photographBoard(command: Given<'PhotographBoard'>, state: Opened): readonly DecisionEvent[] {
  const { data } = command;
  const posting = openPosting(state, data.step);
  const today = dayOf(command.at);
  mustHangAt(posting, data.place);
  mustHaveHappened(data.on, { since: posting.from, today });
  mustBeFile(data.photoHash, state.aid);
  mustShowACodeOfThis(data);
  const { by } = witness(command, state, today);
  if (posting.photographs.some(({ photoHash }) => photoHash === data.photoHash))
    conflict(
      'decision.photographedAlready',
      '该照片已经登记过:请另拍一张。',
      'This photograph is there already: take another.',
      { article: disclosureArticles(state) },
    );
  if (posting.photographs.length >= mostPhotographs)
    conflict(
      'decision.photographsFull',
      `一次公示至多登记 ${mostPhotographs} 张照片。`,
      `A posting takes ${mostPhotographs} photographs at most.`,
      { article: disclosureArticles(state) },
    );
  return [{ type: 'BoardPhotographed', data: { ...data, by } }];
}

/** ProbePage: the system has asked for the public page; a day is told once, and once more if it was found after all. */
export function probePage(command: Given<'ProbePage'>, state: Opened): readonly DecisionEvent[] {
  const { step, on, found, reason } = command.data;
  mustBeSystem(command.by);
  const posting = state.postings[step];
  if (!posting || posting.proven || !posting.places.includes('web')) return [];
  if (on < posting.from || on > posting.lastDay) return [];
  const before = posting.probes[on];
  if (before === true || before === found) return [];
  const { lastDay } = lastDayOf({ ...posting, probes: { ...posting.probes, [on]: found } });
  return [{ type: 'PageProbed', data: { step, on, found, reason: found ? null : reason, lastDay } }];
}
