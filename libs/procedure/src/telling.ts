import type { Cited, EscalationLevel, Fraction, RuleSet } from './types.js';

/**
 * The share of its recipients with which a notice of a kind counts as told: the greatest that one of the rule sets asks;
 * undefined where none asks for less than all.
 */
export function toldShare(sets: readonly RuleSet[], kind: string): Cited<Fraction> | undefined {
  const shares = sets.map(({ told }) => told?.[kind]);
  if (shares.length === 0 || shares.includes(undefined)) return undefined;
  return (shares as readonly Cited<Fraction>[]).reduce((most, one) =>
    one.value.num * most.value.den > most.value.num * one.value.den ? one : most,
  );
}

/** Where a rule set names no chain: the days are those within which the provinces' rules for villages have the level above act. */
const usualChain: readonly EscalationLevel[] = [
  { to: 'street', afterDays: { value: 10, source: '假定:重庆市实施村委会组织法办法 §31' } },
  { to: 'district', afterDays: { value: 20, source: '假定:浙江省实施村委会组织法办法 §43' } },
];

/** Who is told of what is late, and after how many days; of a community's own clocks by the chain of no rule set. */
export const escalationOf = (set: RuleSet | undefined): readonly EscalationLevel[] =>
  set?.escalation ?? usualChain;
