import { conflict, forbidden, judgedOn } from '#kernel';
import { addDays, dayOf, daysBetween, type Seat } from '#procedure';
import type { SealRegisterEvent, SealRegisterState } from '../events.js';
import { headOf } from './request-facts.js';
import { sealRules } from './rules.js';
import { mustBePast, mustBeThere, same, seatHere, type Given } from './seal-facts.js';

/** The chair names the keeper, a member of the committee who approves nothing; a new committee takes it over in ten days. */
export function entrust(
  command: Given<'EntrustSeal'>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  const { custodian, on, basisHash } = data;
  const { id: seat } = headOf(facts.community, by, at);
  mustBePast(on, dayOf(at));
  if (same(facts.community, custodian, state.custodian))
    conflict('seal.alreadyWith', '印章已由此人保管。', 'This person keeps the seal already.');
  const kept = seatHere(facts.community, custodian, on, ['committee']);
  const heads = seatHere(facts.community, custodian, on, ['branch', 'committee'], ['secretary', 'chair']);
  if (kept === undefined || heads !== undefined)
    return forbidden(
      'seal.unfitCustodian',
      '印章须由居民委员会成员保管,审批人(主任、书记)不得保管。',
      'A member of the committee keeps the seal, never the one who approves its use.',
      { article: sealRules.apart.source },
    );
  const { previous, lateDays } = handedOver(command, state, kept);
  const data_ = { custodian, previous, on, basisHash, lateDays, article: sealRules.handOver.source };
  return [{ type: 'SealEntrusted', data: { ...data_, seat, judged: judgedOn(facts.community) } }];
}

/** Late only where the keeper before has left the committee: then the ten days of the new one run. */
function handedOver(
  { data: { on }, facts }: Given<'EntrustSeal'>,
  { custodian: previous }: SealRegisterState,
  kept: Seat,
): Readonly<{ previous: string | null; lateDays: number }> {
  if (previous === null || seatHere(facts.community, previous, on, ['committee']))
    return { previous, lateDays: 0 };
  const by = addDays(kept.from, sealRules.handOver.value);
  return { previous, lateDays: Math.max(0, daysBetween(by, on)) };
}

/** Keeper or head report it lost: void at once, announced before a new one is cut. */
export function lose(
  command: Given<'ReportSealLost'>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  const { lostOn, reportHash } = data;
  if (!same(facts.community, by.person, state.custodian)) headOf(facts.community, by, at);
  mustBeThere(state);
  const reportedOn = dayOf(at);
  mustBePast(lostOn, reportedOn);
  const { value, source: article } = sealRules.lost;
  const noticeUntil = addDays(reportedOn, value);
  return [{ type: 'SealLost', data: { lostOn, reportedOn, noticeUntil, reportHash, article } }];
}

/** A new one, cut after the announcement. */
export function replace(
  command: Given<'ReplaceSeal'>,
  { lostUntil }: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  const { imprintHash, cutOn, basisHash } = data;
  headOf(facts.community, by, at);
  const { value, source: article } = sealRules.lost;
  if (lostUntil === null)
    return conflict('seal.notLost', '印章没有遗失。', 'The seal is not lost.', { article });
  mustBePast(cutOn, dayOf(at));
  if (cutOn <= lostUntil)
    conflict(
      'seal.noticeRunning',
      `遗失公告须满 ${value} 天,至 ${lostUntil};其后方可补刻。`,
      `The loss is announced for ${value} days, until ${lostUntil}; a new one is cut after that.`,
      { article, details: { noticeUntil: lostUntil } },
    );
  return [{ type: 'SealReplaced', data: { imprintHash, cutOn, basisHash, article } }];
}
