import type { Recorded } from '#kernel';
import { ruleSet, ruleSetHash } from '#procedure';
import { deviation, judgeBallots, type Flip, type Sittings, type Told } from './ballots.js';
import { bySeverity, type Deviation } from './deviation.js';
import { judgeDisclosures } from './disclosures.js';

/** What judging a decision again came to. */
export type Judgement = Readonly<{
  decision: string;
  community: string;
  verdicts: number;
  deviations: readonly Deviation[];
  flips: readonly Flip[];
}>;

/** `as`: the id of another rule set, under which each verdict is judged besides. */
export type JudgeOptions = Readonly<{ today: string; as?: string }>;

/**
 * Judges a decision's history again, from its events alone, with its pinned rule set and the law of each day: nothing is
 * taken from a verdict, a check or a state that the events claim. Undefined for a stream that opens no decision.
 */
export function judgeDecision(
  events: readonly Recorded[],
  sittings: Sittings,
  { today, as }: JudgeOptions,
): Judgement | undefined {
  const told = events as readonly Told[];
  const [first] = told;
  if (first?.type !== 'DecisionOpened') return undefined;
  const set = ruleSet(first.data.ruleSet);
  const changed =
    ruleSetHash(set) === first.data.ruleSetHash
      ? []
      : [
          deviation('formal', 'audit.ruleSetChanged', first, 'R§10', {
            zh: `规则集 ${set.id} 与立项时不同,按现有文本复核。`,
            en: `Rule set ${set.id} is not what it was when the decision was opened; it is judged by the text at hand.`,
          }),
        ];
  const { deviations, flips } = judgeBallots(told, {
    ...{ set, sittings },
    ...(as === undefined ? {} : { as: ruleSet(as) }),
  });
  const disclosures = judgeDisclosures(told, { set, aid: first.data.aid }, today);
  return {
    decision: first.stream.slice('decision-'.length),
    community: first.data.community,
    verdicts: told.filter(({ type }) => type === 'BallotClosed' || type === 'VerdictRecounted').length,
    deviations: bySeverity([...changed, ...deviations, ...disclosures]),
    flips,
  };
}
