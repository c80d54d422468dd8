import type { Fact } from '#kernel';
import { conflict, invalid, judgedOn } from '#kernel';
import { carries, dayOf, daysBetween, isCivilDate, quorumMet, rollOn, seatsOn, type Tally } from '#procedure';
import type { OrganizationState } from '#community/events';
import type { AdmissionRequestEvent, AuthoritySitting, Voted } from '../events.js';
import {
  mustBeOfTheAuthority,
  mustConcern,
  mustLeadTheCommunity,
  type Begun,
  type Given,
} from './request-facts.js';
import { authorityMajority, authorityQuorum, rulesOf } from './rules.js';

/** A target community says what it thinks, once. */
export function opine(command: Given<'GiveOpinion'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { community, opinion, text } = command.data;
  mustConcern(state, community);
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

const membersOf = (fact: Fact<OrganizationState> | undefined, day: string): readonly string[] =>
  fact?.state.status === 'formed' ? seatsOn(fact.state, day).map(({ person }) => person) : [];

/** What a sitting of the authority came to, by the same arithmetic as every vote. */
export function voted(
  command: Given<'DecideAdmissionRequest' | 'RenewAdmission' | 'ExitAdmission'>,
  state: Begun,
): Voted {
  const { facts, at, data } = command;
  const { sitting } = data;
  mustBeOfTheAuthority(command, state.application);
  mustHaveBeenHeld(sitting, dayOf(at));
  if (sitting.heldOn < (state.filedOn ?? sitting.heldOn))
    invalid(
      'admission.sittingBeforeFiling',
      `会议(${sitting.heldOn})早于提交申请(${state.filedOn})。`,
      `The sitting (${sitting.heldOn}) was held before the request was filed (${state.filedOn}).`,
    );
  const authority = facts.authority?.state;
  const bodies = authority?.status === 'formed' ? Object.values(authority.seats).map(({ body }) => body) : [];
  const all = authority?.status === 'formed' ? rollOn(authority, bodies, sitting.heldOn) : [];
  const asking = membersOf(facts.department, sitting.heldOn);
  const recused = all.filter((person) => asking.includes(person));
  const members = all.length - recused.length;
  const { present, yes, no, abstain } = sitting;
  if (present > members)
    invalid(
      'admission.tooManyPresent',
      '到会人数超过组成人数(在申请部门任职的须回避)。',
      'More were present than the authority has members; who sits in the department that asks stands aside.',
      { details: { present, members, recused } },
    );
  const quorum = quorumMet(present, members, authorityQuorum);
  if (!quorum.met)
    conflict('admission.noQuorum', quorum.arithmetic.zh, quorum.arithmetic.en, { article: quorum.article });
  const spoiled = present - yes - no - abstain;
  const tally: Tally = { roll: members, due: members, present, yes, no, abstain, spoiled };
  const verdict = carries(tally, authorityMajority);
  const judged = judgedOn(facts.authority, facts.department);
  return { sitting, tally, quorum, verdict, recused, judged };
}

type Granted = Extract<AdmissionRequestEvent, { type: 'AdmissionGranted' }>['data'];

/** The load at that moment against the cap; beyond it the authority says why, where the district asks for that. */
function loadAgainstCap(
  { facts, data }: Given<'DecideAdmissionRequest'>,
  { rules }: Begun,
): Pick<Granted, 'load'> {
  const { loadCap, overCap } = rulesOf(rules);
  const read = facts.load?.state;
  if (read === undefined && loadCap !== null && overCap === 'askReason')
    return conflict(
      'admission.loadUnread',
      '社区现有工时暂时读不到,无法与上限比较:请稍后再登记。',
      'What the communities bear now cannot be read, so it is not compared with the cap: record it later.',
      { article: loadCap.source },
    );
  if (read === undefined) return {};
  const cap = loadCap?.value ?? null;
  const over = read.communities.filter(({ after }) => cap !== null && after > cap);
  const because = data.overCapBecause?.trim() || null;
  if (over.length > 0 && overCap === 'askReason' && because === null)
    conflict(
      'admission.beyondTheCap',
      `准入后有 ${over.length} 个社区每月工时超过上限 ${cap} 小时:须说明理由。`,
      `It would bring ${over.length} communities beyond ${cap} person-hours a month: say why it is let in.`,
      { ...(loadCap ? { article: loadCap.source } : {}), details: { cap, over } },
    );
  return { load: { ...read, cap, over: over.map(({ community }) => community), because } };
}

function mustNotHaveLapsed({ confirmBy }: Begun, heldOn: string): void {
  if (confirmBy === null || heldOn <= confirmBy) return;
  conflict(
    'admission.lapsed',
    `紧急事项未在 ${confirmBy} 前确认,已失效:请另行申请。`,
    `The urgent matter was not confirmed by ${confirmBy} and has lapsed: file another request.`,
    { article: '安徽黄山 2015[S17];R§10 admission.urgent_confirm_days', details: { confirmBy } },
  );
}

/** The authority's sitting decides whether the task is let in; after its clock it is late, and silence is no approval. */
export function settle(
  command: Given<'DecideAdmissionRequest'>,
  state: Begun,
): readonly AdmissionRequestEvent[] {
  const vote = voted(command, state);
  const { heldOn } = vote.sitting;
  mustNotHaveLapsed(state, heldOn);
  const lateDays = Math.max(0, daysBetween(state.decideBy ?? heldOn, heldOn));
  if (!vote.verdict.carried) return [{ type: 'AdmissionRejected', data: { ...vote, lateDays } }];
  const ownAssessmentBlocked = state.application.ownAssessment !== null;
  const { conditions } = command.data;
  const load = loadAgainstCap(command, state);
  return [
    { type: 'AdmissionGranted', data: { ...vote, conditions, lateDays, ownAssessmentBlocked, ...load } },
  ];
}
