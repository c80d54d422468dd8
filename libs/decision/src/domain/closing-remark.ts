import { conflict } from '#kernel';
import { dayOf, humanOf } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustHaveHappened, mustRunForward } from './disclosure-days.js';
import type { Opened } from './phase.js';
import { mustBeHash, mustSay } from './plan.js';
import type { Given } from './state.js';
import { communityOf, mustSit, organs } from './who.js';

/** Remark: a member of 居务监督委员会 may say something at any time (§36). */
export function remark(command: Given<'Remark'>, _state: Opened): readonly DecisionEvent[] {
  const community = communityOf(command.facts);
  mustSit(community, command.by, dayOf(command.at), ['supervision']);
  const by = humanOf(community, command.by.person);
  return [{ type: 'RemarkMade', data: { text: command.data.text, by } }];
}

/** RecordOutsideFact: a posting of the street's or county's aid procedure; the grant is theirs (R§1.12). */
export function recordOutsideFact(
  command: Given<'RecordOutsideFact'>,
  state: Opened,
): readonly DecisionEvent[] {
  const { data } = command;
  const today = dayOf(command.at);
  if (!state.aid || state.phase === 'withdrawn' || state.phase === 'annulled')
    conflict(
      'decision.notAnAidMatter',
      '只有救助事项才记录街道、县区审核审批中的公示。',
      'Only a standing aid matter has postings of the street or county beside it.',
      { article: 'R§1.12', details: { category: state.category, phase: state.phase } },
    );
  mustSit(communityOf(command.facts), command.by, today, organs);
  mustSay(data.title, '名称', 'title');
  mustBeHash(data.documentHash);
  mustHaveHappened(data.from, { today });
  mustHaveHappened(data.until, { today });
  mustRunForward(data.from, data.until);
  return [{ type: 'OutsideFactRecorded', data }];
}
