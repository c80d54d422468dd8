import type { AudienceName } from './readers.js';

/** Who may ask, and which places of the answer (seen.ts) are for whom. `own`: each sees what is his. `whole`: all of it. */
export type Sight = Readonly<{ asks: AudienceName }> &
  Readonly<{ sees: Readonly<Partial<Record<AudienceName, string>>> } | { own: string } | { whole: true }>;

/** Places below one another: `under('a[]', 'b c')` is `a[].b a[].c`. */
export const under = (place: string, names: string): string =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${place}.${name}`)
    .join(' ');
export const each = (places: readonly string[], names: string): string =>
  places.map((place) => under(place, names)).join(' ');

export const words = 'zh en';
export const money = 'line amountFen payeeRule purpose';
const check = `met base needed counted article ${under('arithmetic', words)}`;
/** What the law publishes of a vote: roll, quorum, text, who counted, and who stood aside. */
const anyBallot = `ballot decision number sitting step body heldOn form kind seats teller scrutineer planVersion planHash
  roll[] recused[] authorization countsEntered open ${under('quorum', check)}`;
/** Until the close only "has voted" is visible (procedures §3); then the arithmetic is for all (R§3.2). */
const verdict = `carried base baseKind needed yes comparison article
  ${under('fraction', 'num den')} ${under('arithmetic', words)}`;
const closedBallot = `${anyBallot} elected[] tied[] options[] ${under('counts', 'yes no abstain spoiled options.*')}
  ${under('tally', 'roll due present yes no abstain spoiled')} ${under('verdict', verdict)}
  ${under('recounts[]', 'reason by[] was at')}`;
/** Who came, left and voted, those who sit there know. */
const amongMembers = 'present[] departed[] voted[] missing[]';
export const seat = 'place placeKind body role vote from until';
export const ownVote = `via ${under('paper', 'kind choice option')}`;
const ownChoice = `via ${under('paper', 'kind choice')}`;

export const ballots = {
  everybody: `${under('ballots[open]', `${anyBallot} options[] roll.number roll.source ${under('alsoQuorum[]', check)}`)}
    ${under('ballots[closed]', closedBallot)}`,
  seated: `${under('ballots[open]', `${amongMembers} present.number present.source`)}
    ${under('ballots[closed]', 'present[] voted[]')}`,
  voter: `${under('ballots[open].own', ownVote)} ${under('ballots[closed].own', ownChoice)}`,
};

export const posting = `step kind from lastDay minDays provisional objectionUntil places[] requiredPlaces[] contentHash sources[]
  withoutPrivateDetail postedLateDays budgetFen spentFen void
  ${each(['hung[]', 'takenDown[]'], 'on place by supervision')} ${under('interruptions[]', 'place from until reason')}
  ${under('photographs[]', 'place on photoHash dayCode printedOn by')} ${under('probes[]', 'on found reason')}
  ${under('proven', `step from until days needed article ${under('places[]', 'place from until days interruptedDays')}`)}`;
export const work = `startedOn completedOn resultPostingBy percent spentFen ${under('notes[]', 'percent note at')}
  ${under('contracts[]', 'payee amountFen documentHash signedOn')}
  ${under('payments[]', 'line purpose payee amountFen paidOn voucherHash spentFen approvedFen')}`;
/** R§3.9, at once public: that there is an objection, its date and its clock. */
export const objection = `objection step kind filedOn replyBy provisional outcome lateDays
  ${under('escalations[]', 'why escalatedOn answerBy source')}`;
/** Who asked in writing, in their office. */
export const interpellation = `objection step kind filedOn replyBy provisional outcome lateDays
  ${under('interpellation', 'basis signers[] voters documentHash')}`;
export const plan = `version hash at reason ${under('money', money)}`;

export const event = `event stream revision position at type ${under('summary', words)}`;
export const admissionLine = `id district department status kind title communityCount filedOn decideBy inForceFrom inForceUntil
  overdue inForce hoursPerMonth confirmBy forExit`;
/** What a district sets: numbers with their sources, and two words. */
export const districtRules = `overCap refuseScope ${['lead', 'decide', 'grace', 'hearings', 'reviewPercent', 'urgentWithin', 'loadCap', 'meetingsPerYear'].map((name) => under(name, 'value source')).join(' ')}`;

export const refusals: Sight = {
  asks: 'everybody',
  sees: {
    everybody: `position next ${under(
      'lines[]',
      `id community district department title kind askedOn status grounds text item catalogVersion article
        assessmentFlagged answerBy outcome answer lateDays recordedAt overdue`,
    )}`,
  },
};

export const sealUse = `community number district kind matter addressee applicant documentHash copies publicInterest decision
  answer list item catalogVersion article status grounds enteredBy approvedBy stampedBy stampedCopies appliedAt movedAt`;

export const ledger: Sight = {
  asks: 'everybody',
  sees: {
    everybody: `position year ${under('counts', 'filed admitted rejected expired exited refused')}
      ${under('lines[]', 'with name agreedFen dueFen paidFen lateFen')}`,
  },
};

export const history = (kinds: readonly string[]): Sight => ({
  asks: 'everybody',
  sees: { everybody: `position next events[].by ${each(kinds, event)}`, seated: 'events[presence].by' },
});

export const boardLine = `decision community title category ruleSet aid amountFen phase step openedOn movedAt late[]
  postingLastDay postingProven resultPostingBy objectionsOpen replyDue replies lateReplies postedLateDays escalations
  ${under('verdicts[]', `step carried article ${under('arithmetic', words)}`)}`;
export const item = 'decision step body planVersion planHash origin';
export const community = 'id name nameSource parent households adults countsSource';
export const organization = 'id kind name source parent';
export const communityPage = `position id name parent households adults countsSource ${under('street', organization)}
  ${under('seats[]', 'key seat place placeKind body person role vote from until seatedAt')}`;
