import { organicLaw } from './organic-law.js';
import type { BallotPaper, BallotState, VoteVia, Words } from './types.js';

/** Why something may not be: code, words in both languages, and the article where one says so. */
export type Why = Words & Readonly<{ code: string; article?: string }>;

/** Who sits on the roll or is present, as a number. */
export const size = (persons: readonly string[] | number): number =>
  typeof persons === 'number' ? persons : persons.length;

/** A ballot at its opening: roll and present are fixed from here on. */
export function openedBallot(
  opening: Pick<BallotState, 'form' | 'kind' | 'options' | 'seats' | 'roll' | 'present' | 'recused'>,
): BallotState {
  const { form, kind, options, seats, roll, present, recused } = opening;
  return { form, kind, options, seats, roll, present, recused, votes: {}, departed: [] };
}

/** The ballot with a person's vote; whether he may vote is asked before, by `whyMayNotVote`. */
export function castVote(ballot: BallotState, person: string, paper: BallotPaper, via: VoteVia): BallotState {
  return { ...ballot, votes: { ...ballot.votes, [person]: { paper, via } } };
}

/** The ballot with a wrong entry made void; the person may be recorded again. */
export function voidVote(ballot: BallotState, person: string): BallotState {
  const vote = ballot.votes[person];
  if (vote === undefined) return ballot;
  return { ...ballot, votes: { ...ballot.votes, [person]: { ...vote, voided: true } } };
}

/** The ballot after someone left the room: he stays in the base, and may vote no more; a vote already cast stands. */
export function departed(ballot: BallotState, person: string): BallotState {
  if (ballot.departed.includes(person)) return ballot;
  return { ...ballot, departed: [...ballot.departed, person] };
}

/** The ballot with the counts of teller and scrutineer. */
export function counted(ballot: BallotState, counts: NonNullable<BallotState['counts']>): BallotState {
  return { ...ballot, counts };
}

const why = (code: string, zh: string, en: string, article?: string): Why => ({
  code: `procedure.${code}`,
  zh,
  en,
  ...(article === undefined ? {} : { article }),
});

/** Why this person may not vote on this ballot by this way, or undefined if he may; articles of the law of that kind of community. */
export function whyMayNotVote(
  ballot: BallotState,
  person: string,
  via: VoteVia,
  { articles } = organicLaw(),
): Why | undefined {
  if (ballot.form !== 'named' || typeof ballot.roll === 'number' || typeof ballot.present === 'number') {
    return why(
      'ballotNotNamed',
      '本次表决由计票人、监票人计数,不逐人记录',
      'this ballot is counted by teller and scrutineer, not recorded person by person',
    );
  }
  if (!ballot.roll.includes(person)) {
    return why(
      'notOnRoll',
      '此人不在本次会议冻结的名册上,无表决权;可以列席',
      'this person is not on the roll frozen for this meeting and has no vote; he may attend',
      articles.representatives,
    );
  }
  if (ballot.departed.includes(person)) {
    return why(
      'departed',
      '此人在表决中已离场,不能再投票;仍计入到会人数',
      'this person left while the ballot was open and may not vote any more; he stays in the base',
    );
  }
  if (!ballot.present.includes(person)) {
    return why(
      'notPresent',
      '表决开始时此人未到会;不得委托他人投票',
      'this person was not present when the ballot opened; votes cannot be delegated',
      articles.representativesQuorum,
    );
  }
  if (ballot.recused.includes(person)) {
    return why(
      'recused',
      '此人已回避,不得发言或表决;在场时仍计入到会人数',
      'this person is recused and may neither speak nor vote; while in the room he stays in the base',
      'R§10 recusal.mode',
    );
  }
  const vote = ballot.votes[person];
  if (vote === undefined || vote.voided === true) return undefined;
  const ways = { phone: { zh: '手机', en: 'by phone' }, paper: { zh: '纸票', en: 'on paper' } };
  return why(
    'alreadyVoted',
    `此人已用${ways[vote.via].zh}投票,不能再用${ways[via].zh}投;错录的纸票由计票人和监票人共同作废`,
    `this person has voted ${ways[vote.via].en} and may not vote again ${ways[via].en}; teller and scrutineer together may void a wrong paper entry`,
  );
}

/** Why this paper does not fit the ballot, or undefined if it does. A spoiled paper always fits. */
export function whyPaperUnfit(ballot: BallotState, paper: BallotPaper): Why | undefined {
  if (paper.kind === 'spoiled') return undefined;
  if (paper.kind !== ballot.kind) {
    return why('paperOfOtherKind', '票的种类与本次表决不符', 'the paper is of another kind than the ballot');
  }
  if (paper.kind === 'yesNo') return undefined;
  const chosen = paper.kind === 'options' ? [paper.option] : paper.options;
  if (chosen.some((option) => !ballot.options.includes(option))) {
    return why(
      'unknownOption',
      '票上有不在候选中的选项',
      'the paper names an option that is not on the ballot',
    );
  }
  if (new Set(chosen).size < chosen.length) {
    return why('optionTwice', '同一选项不能选两次', 'an option may be chosen once only');
  }
  if (chosen.length > ballot.seats) {
    return why(
      'tooManyChosen',
      `最多选 ${ballot.seats} 项,票上选了 ${chosen.length} 项;多选为废票`,
      `at most ${ballot.seats} may be chosen, the paper has ${chosen.length}; such a paper is spoiled`,
    );
  }
  return undefined;
}
