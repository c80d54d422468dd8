import { finding, type Finding } from './finding.js';
import type { Leaf } from './leaf.js';

type Share = Readonly<{
  fraction: Readonly<{ num: number; den: number }>;
  strict: boolean;
  base: 'roll' | 'due' | 'present';
}>;
type Tally = Readonly<Record<'roll' | 'due' | 'present' | 'yes' | 'no', number>>;
type Closed = Readonly<{ ballot: number; tally: Tally; verdict: Readonly<{ carried: boolean }> }>;
type Opened = Readonly<{
  ballot: number;
  kind: string;
  rule: Readonly<{ majority: Share; quorum: Share | null }>;
  quorum: Readonly<{ met: boolean }> | null;
}>;

/** Whether a share of the base is reached, by whole numbers alone: a fraction of people is no person. */
const reached = (count: number, base: number, { fraction: { num, den }, strict }: Share): boolean =>
  strict ? count * den > base * num : count * den >= base * num;

const overHalf = (base: Share['base']): Share => ({ fraction: { num: 1, den: 2 }, strict: true, base });
/** A tie fails whatever the share is. */
const carriedBy = (tally: Tally, share: Share): boolean =>
  reached(tally.yes, tally[share.base], share) && tally.yes > tally.no;

/** What each vote of an authority on a request says to have come out. */
const votes: Readonly<Record<string, boolean>> = {
  ...{ AdmissionGranted: true, AdmissionRenewed: true, AdmissionExited: true },
  ...{ AdmissionRejected: false, RenewalDeclined: false, ExitDeclined: false },
};

/** An authority sits with over half of its members and decides by over half of those present (default, R§10). */
function wrongVote({ type, data }: Leaf, where: string): readonly Finding[] {
  const carried = votes[type];
  if (carried === undefined) return [];
  const { tally } = data as { tally: Tally };
  const said = `${tally.yes} of ${tally.present}, of ${tally.roll} members`;
  if (!reached(tally.present, tally.roll, overHalf('roll')))
    return [finding('wrongVerdict', where, `the authority voted without its quorum: ${said}`)];
  if (carriedBy(tally, overHalf('present')) === carried) return [];
  return [finding('wrongVerdict', where, `${said}, does not give ${type}`)];
}

/**
 * Judges each verdict of a decision's or a request's stream once more, from tally and rule as the events hold them. Ballots that choose
 * among candidates or options are left to the engine's own replay: their verdict is no single share.
 */
export function wrongVerdicts(events: readonly Leaf[]): readonly Finding[] {
  const rules = new Map<number, Opened>();
  return events.flatMap((event): readonly Finding[] => {
    const where = `${event.stream}@${event.revision}`;
    if (event.type === 'BallotOpened') {
      const opened = event.data as Opened;
      rules.set(opened.ballot, opened);
      return opened.quorum === null || opened.quorum.met
        ? []
        : [finding('wrongVerdict', where, 'the ballot was opened without its quorum')];
    }
    if (event.type !== 'BallotClosed' && event.type !== 'VerdictRecounted') return wrongVote(event, where);
    const { ballot, tally, verdict } = event.data as Closed;
    const opened = rules.get(ballot);
    if (opened === undefined)
      return [finding('wrongVerdict', where, `ballot ${ballot} was closed and never opened`)];
    if (opened.kind !== 'yesNo') return [];
    const { majority } = opened.rule;
    const carried = carriedBy(tally, majority);
    if (carried === verdict.carried) return [];
    const { num, den } = majority.fraction;
    const sum = `${tally.yes} of ${tally[majority.base]} against ${majority.strict ? 'more than ' : ''}${num}/${den}`;
    return [finding('wrongVerdict', where, `${sum} does not give carried = ${verdict.carried}`)];
  });
}
