import { size, type Why } from './ballot.js';
import { carries, elects } from './share.js';
import { organicLaw } from './organic-law.js';
import type { BallotCounts, BallotState, Judgement, MeetingStep, RecordedVote, Tally } from './types.js';

const valid = (ballot: BallotState): readonly RecordedVote[] =>
  Object.values(ballot.votes).filter((vote) => vote.voided !== true);

/** The counts of a ballot: of teller and scrutineer, or added up from the recorded votes. */
export function countsOf(ballot: BallotState): BallotCounts {
  if (ballot.form !== 'named') return ballot.counts ?? { yes: 0, no: 0, abstain: 0, spoiled: 0 };
  const counts = { yes: 0, no: 0, abstain: 0, spoiled: 0 };
  const options = Object.fromEntries(ballot.options.map((option) => [option, 0]));
  for (const { paper } of valid(ballot)) {
    if (paper.kind === 'spoiled') counts.spoiled += 1;
    else if (paper.kind === 'yesNo') counts[paper.choice] += 1;
    else {
      const chosen = paper.kind === 'options' ? [paper.option] : paper.options;
      counts[chosen.length === 0 ? 'abstain' : 'yes'] += 1;
      for (const option of chosen) options[option] = (options[option] ?? 0) + 1;
    }
  }
  return ballot.kind === 'yesNo' ? counts : { ...counts, options };
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** Why these counts cannot be, or undefined. Silent persons are allowed: they do not vote, and stay in the base. */
export function whyCountsWrong(
  ballot: BallotState,
  counts: BallotCounts,
  { articles } = organicLaw(),
): Why | undefined {
  const { yes, no, abstain, spoiled } = counts;
  const options = counts.options ?? {};
  const present = size(ballot.present);
  const papers = yes + no + abstain + spoiled;
  if (![yes, no, abstain, spoiled, ...Object.values(options)].every(isCount)) {
    return {
      code: 'procedure.notACount',
      zh: '票数应为非负整数',
      en: 'counts must be integers, not negative',
    };
  }
  if (papers > present) {
    return {
      code: 'procedure.tooManyBallots',
      zh: `赞成、反对、弃权、废票合计 ${papers},多于到会 ${present};请重新清点`,
      en: `${papers} ballots are more than the ${present} present; count again`,
      article: articles.representativesQuorum,
    };
  }
  const strange = Object.keys(options).find((option) => !ballot.options.includes(option));
  if (strange !== undefined || (ballot.kind === 'yesNo') !== (counts.options === undefined)) {
    return {
      code: 'procedure.unknownOption',
      zh: '选项票数与本次表决的选项不符',
      en: 'the counts per option do not fit the options of the ballot',
    };
  }
  const sum = Object.values(options).reduce((total, count) => total + count, 0);
  if (Object.values(options).some((count) => count > yes) || sum > yes * ballot.seats) {
    return {
      code: 'procedure.tooManyChosen',
      zh: `各选项得票之和不能多于有效票 ${yes} × ${ballot.seats}`,
      en: `the votes per option are more than ${yes} valid papers × ${ballot.seats} can hold`,
    };
  }
  return undefined;
}

/** The tally: whoever abstained, spoiled, kept silent, is recused or left stays in the base. */
export function tallyOf(ballot: BallotState): Tally {
  const { yes, no, abstain, spoiled } = countsOf(ballot);
  const roll = size(ballot.roll);
  return { roll, due: roll, present: size(ballot.present), yes, no, abstain, spoiled };
}

/** Takes recused persons out of every base, for the sets of practice that say so (R§3.3, aid review). */
function withoutRecused(ballot: BallotState, tally: Tally): Tally {
  const among = (persons: readonly string[] | number): number =>
    typeof persons === 'number'
      ? Math.min(ballot.recused.length, persons)
      : ballot.recused.filter((person) => persons.includes(person)).length;
  const roll = tally.roll - among(ballot.roll);
  return { ...tally, roll, due: roll, present: tally.present - among(ballot.present) };
}

/** The result of a closed ballot under the rule of its step, with the arithmetic and the article. */
export function judge(ballot: BallotState, step: Pick<MeetingStep, 'majority' | 'recusal'>): Judgement {
  const whole = tallyOf(ballot);
  const tally = step.recusal === 'outOfBase' ? withoutRecused(ballot, whole) : whole;
  if (ballot.kind === 'yesNo') {
    const verdict = carries(tally, step.majority);
    return { carried: verdict.carried, tally, verdict };
  }
  const votes = countsOf(ballot).options ?? {};
  const { elected, tied, arithmetic } = elects(votes, ballot.seats, tally, step.majority);
  const carried = elected.length > 0;
  const decisive = carried ? votes[elected.at(-1) as string] : Math.max(0, ...Object.values(votes));
  const verdict = carries({ ...tally, yes: decisive ?? 0, no: 0, abstain: 0, spoiled: 0 }, step.majority);
  return { carried, tally, verdict: { ...verdict, carried, arithmetic }, elected, tied };
}
