import { conflict, invalid } from '#kernel';
import { carries, dayOf, daysBetween, isCivilDate, quorumMet, rollOn, type Tally } from '#procedure';
import type { AdmissionRequestEvent, AuthoritySitting } from '../events.js';
import {
  judgedOn,
  mustBeOfTheAuthority,
  mustLeadTheCommunity,
  type Begun,
  type Given,
} from './request-facts.js';
import { authorityMajority, authorityQuorum } from './rules.js';

/** A target community says what it thinks, once. */
export function opine(command: Given<'GiveOpinion'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { community, opinion, text } = command.data;
  if (!state.application.communities.includes(community))
    invalid('admission.notConcerned', '该社区不是目标社区。', 'The request does not concern this community.');
  const { id: seat } = mustLeadTheCommunity(command);
  if (Object.hasOwn(state.opinions, community))
    conflict('admission.opinionGiven', '该社区已提出意见。', 'This community has given its opinion.');
  if (text.trim() === '')
    invalid('admission.opinionEmpty', '请写明理由。', 'Say why.', { details: { community } });
  return [{ type: 'OpinionGiven', data: { community, opinion, text, seat } }];
}

/** The authority's office reviews, after enough communities were heard; silence is no opinion. */
export function review(
  command: Given<'ReviewAdmissionRequest'>,
  state: Begun,
): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, state.application);
  const heard = Object.keys(state.opinions).length;
  const { hearingsNeeded } = state;
  if (heard < hearingsNeeded)
    conflict(
      'admission.communitiesUnheard',
      `已有 ${heard} 个社区提出意见,须有 ${hearingsNeeded} 个。`,
      `${heard} communities were heard; ${hearingsNeeded} must be.`,
      { article: '上海市街道办事处条例 §10', details: { heard, needed: hearingsNeeded } },
    );
  const { opinion } = command.data;
  return [{ type: 'AdmissionRequestReviewed', data: { opinion, heard, hearingsNeeded } }];
}

function mustHaveBeenHeld({ heldOn, present, yes, no, abstain }: AuthoritySitting, today: string): void {
  if (!isCivilDate(heldOn) || heldOn > today)
    invalid(
      'admission.sittingNotHeld',
      `会议(${heldOn})尚未召开。`,
      `The sitting (${heldOn}) has not been held.`,
    );
  if (yes + no + abstain > present)
    invalid('admission.tooManyVotes', '票数超过到会人数。', 'There are more votes than people present.', {
      details: { present, yes, no, abstain },
    });
}

/** The authority's sitting decides, by the same arithmetic as every vote; the event carries it. */
export function settle(
  command: Given<'DecideAdmissionRequest'>,
  state: Begun,
): readonly AdmissionRequestEvent[] {
  const { data, facts, at } = command;
  mustBeOfTheAuthority(command, state.application);
  const { sitting, conditions } = data;
  mustHaveBeenHeld(sitting, dayOf(at));
  const authority = facts.authority?.state;
  const bodies = authority?.status === 'formed' ? Object.values(authority.seats).map(({ body }) => body) : [];
  const members = authority?.status === 'formed' ? rollOn(authority, bodies, sitting.heldOn).length : 0;
  if (sitting.present > members)
    invalid(
      'admission.tooManyPresent',
      '到会人数超过组成人数。',
      'More were present than the authority has members.',
      {
        details: { present: sitting.present, members },
      },
    );
  const quorum = quorumMet(sitting.present, members, authorityQuorum);
  if (!quorum.met)
    conflict('admission.noQuorum', quorum.arithmetic.zh, quorum.arithmetic.en, { article: quorum.article });
  const { present, yes, no, abstain } = sitting;
  const tally: Tally = {
    roll: members,
    due: members,
    present,
    yes,
    no,
    abstain,
    spoiled: present - yes - no - abstain,
  };
  const verdict = carries(tally, authorityMajority);
  const lateDays = Math.max(0, daysBetween(state.decideBy ?? sitting.heldOn, sitting.heldOn));
  const common = { sitting, tally, quorum, verdict, lateDays, judged: judgedOn(facts.authority) };
  if (!verdict.carried) return [{ type: 'AdmissionRejected', data: common }];
  const ownAssessmentBlocked = state.application.ownAssessment !== null;
  return [{ type: 'AdmissionGranted', data: { ...common, conditions, ownAssessmentBlocked } }];
}
