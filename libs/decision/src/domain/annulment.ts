import { conflict, forbidden } from '#kernel';
import { dayOf, ruleSet, seatsOn } from '#procedure';
import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import { mustBeHash, mustSay } from './plan.js';
import type { Given } from './state.js';
import { lawOf, resolvingStep } from './steps.js';
import { mustBeSystem } from './who.js';

function mustBeStreetOfficer({ by, at, facts }: Given<'AnnulDecision'>, article: string): void {
  const street = facts.street?.state;
  const seats = street?.status === 'formed' ? seatsOn(street, dayOf(at)) : [];
  if (seats.some((seat) => seat.person === by.person && ['registrar', 'inspector'].includes(seat.role)))
    return;
  forbidden(
    'decision.notStreetOfficer',
    '撤销由街道(镇)的登记员或监察员凭文书登记。',
    'An annulment is entered by a registrar or inspector of the street or town, from the document.',
    { article },
  );
}

/** The meeting of all over its representatives: 居委会组织法 §30 ¶3; in a village §27. */
const changedBy = (state: Opened): string =>
  ruleSet(state.ruleSet).communityKind === 'village'
    ? '村民委员会组织法(2025) §27'
    : lawOf(state).articles.authorization;

/** AnnulDecision: by a court or by the residents' (villagers') meeting over its representatives. */
export function annulDecision(command: Given<'AnnulDecision'>, state: Opened): readonly DecisionEvent[] {
  const { by, documentHash, reason } = command.data;
  const { articles } = lawOf(state);
  mustBeStreetOfficer(command, articles.annulment);
  const resolving = resolvingStep(ruleSet(state.ruleSet));
  const resolved = resolving !== undefined && state.held[resolving.key]?.carried === true;
  if (!resolved || state.phase === 'withdrawn' || state.phase === 'annulled')
    conflict(
      'decision.nothingToAnnul',
      '没有生效的决议可撤销:未决议的事项可以撤回。',
      'There is no resolution to annul: a matter that is not resolved can be withdrawn.',
      { details: { phase: state.phase } },
    );
  mustBeHash(documentHash);
  mustSay(reason, '撤销理由', 'reason');
  const article = by === 'court' ? articles.annulment : changedBy(state);
  const { reliedOnBy } = state;
  return [{ type: 'DecisionAnnulled', data: { by, documentHash, reason, article, reliedOnBy } }];
}

/** NoteReliance: another decision was opened on the strength of this one. */
export function noteReliance(command: Given<'NoteReliance'>, state: Opened): readonly DecisionEvent[] {
  mustBeSystem(command.by);
  const { decision } = command.data;
  if (state.reliedOnBy.includes(decision)) return [];
  const lost = state.phase === 'annulled' || state.phase === 'withdrawn';
  return [{ type: 'RelianceNoted', data: { decision, lost } }];
}

/** MarkRelianceLost: what this decision relied on no longer stands; marked, whatever its phase. */
export function markRelianceLost(
  command: Given<'MarkRelianceLost'>,
  state: Opened,
): readonly DecisionEvent[] {
  mustBeSystem(command.by);
  const { on } = command.data;
  if (!state.reliesOn.includes(on) || state.relianceLost.includes(on)) return [];
  return [{ type: 'RelianceLost', data: { on } }];
}
