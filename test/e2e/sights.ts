import type { AudienceName } from './readers.js';

/** Who may ask, and which places of the answer (seen.ts) are for whom. `own`: each sees what is his. `whole`: all of it. */
export type Sight = Readonly<{ asks: AudienceName }> &
  Readonly<{ sees: Readonly<Partial<Record<AudienceName, string>>> } | { own: string } | { whole: true }>;

/** Places below one another: `under('a[]', 'b c')` is `a[].b a[].c`. */
const under = (place: string, names: string): string =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${place}.${name}`)
    .join(' ');
const each = (places: readonly string[], names: string): string =>
  places.map((place) => under(place, names)).join(' ');

const words = 'zh en';
const money = 'line amountFen payeeRule purpose';
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
const seat = 'place placeKind body role vote from until';
const ownVote = `via ${under('paper', 'kind choice option')}`;
const ownChoice = `via ${under('paper', 'kind choice')}`;

const ballots = {
  everybody: `${under('ballots[open]', `${anyBallot} options[] roll.number roll.source ${under('alsoQuorum[]', check)}`)}
    ${under('ballots[closed]', closedBallot)}`,
  seated: `${under('ballots[open]', `${amongMembers} present.number present.source`)}
    ${under('ballots[closed]', 'present[] voted[]')}`,
  voter: `${under('ballots[open].own', ownVote)} ${under('ballots[closed].own', ownChoice)}`,
};

const posting = `step kind from lastDay minDays provisional objectionUntil places[] requiredPlaces[] contentHash sources[]
  withoutPrivateDetail postedLateDays budgetFen spentFen void
  ${each(['hung[]', 'takenDown[]'], 'on place by supervision')} ${under('interruptions[]', 'place from until reason')}
  ${under('proven', `step from until days needed article ${under('places[]', 'place from until days interruptedDays')}`)}`;
const work = `startedOn completedOn resultPostingBy percent spentFen ${under('notes[]', 'percent note at')}
  ${under('contracts[]', 'payee amountFen documentHash signedOn')}
  ${under('payments[]', 'line purpose payee amountFen paidOn voucherHash spentFen approvedFen')}`;
/** R§3.9, at once public: that there is an objection, its date and its clock. */
const objection = `objection step kind filedOn replyBy provisional outcome lateDays
  ${under('escalations[]', 'why escalatedOn answerBy source')}`;
const plan = `version hash at reason ${under('money', money)}`;

const event = `event stream revision position at type ${under('summary', words)}`;
const admissionLine = `id district department status kind title communityCount filedOn decideBy inForceFrom inForceUntil
  overdue inForce hoursPerMonth confirmBy forExit`;
/** What a district sets: numbers with their sources, and two words. */
const districtRules = `overCap refuseScope ${['lead', 'decide', 'grace', 'hearings', 'reviewPercent', 'urgentWithin', 'loadCap', 'meetingsPerYear'].map((name) => under(name, 'value source')).join(' ')}`;

const refusals: Sight = {
  asks: 'everybody',
  sees: {
    everybody: `position next ${under(
      'lines[]',
      `id community district department title kind askedOn status grounds text item catalogVersion article
        assessmentFlagged answerBy outcome answer lateDays recordedAt overdue`,
    )}`,
  },
};

const sealUse = `community number district kind matter addressee applicant documentHash copies publicInterest decision
  answer list item catalogVersion article status grounds enteredBy approvedBy stampedBy stampedCopies appliedAt movedAt`;

const ledger: Sight = {
  asks: 'everybody',
  sees: {
    everybody: `position year ${under('counts', 'filed admitted rejected expired exited refused')}
      ${under('lines[]', 'with name agreedFen dueFen paidFen lateFen')}`,
  },
};

const history = (kinds: readonly string[]): Sight => ({
  asks: 'everybody',
  sees: { everybody: `position next events[].by ${each(kinds, event)}`, seated: 'events[presence].by' },
});

const boardLine = `decision community title category ruleSet aid amountFen phase step openedOn movedAt late[]
  postingLastDay postingProven resultPostingBy objectionsOpen replyDue lateReplies postedLateDays escalations
  ${under('verdicts[]', `step carried article ${under('arithmetic', words)}`)}`;
const item = 'decision step body planVersion planHash origin';
const community = 'id name nameSource parent households adults countsSource';
const organization = 'id kind name source parent';
const communityPage = `position id name parent households adults countsSource ${under('street', organization)}
  ${under('seats[]', 'key seat place placeKind body person role vote from until seatedAt')}`;

/** Route → who sees what, as the law and the design say; written without looking at how the program does it. */
export const sights: Readonly<Record<string, Sight>> = {
  communities: {
    asks: 'everybody',
    sees: { everybody: `position next ${under('communities[]', community)}` },
  },
  'communities/{id}': {
    asks: 'everybody',
    sees: {
      everybody: `${communityPage} ${under('seats[]', 'endedOn')}
        ${under('authorizations[]', 'key authorization community matters[] from until resolutionHash')}
        ${under('authorizations[]', 'assumed article revokedOn')}
        ${under('fundLines[]', 'key community line title purposes[] forbidden[] source')}`,
      within: 'seats[].endReason',
    },
  },
  'communities/{id} of the neighbours': {
    asks: 'everybody',
    sees: { everybody: `${communityPage} nameSource seats[].endedOn`, above: 'seats[].endReason' },
  },
  'communities/{id}/board': {
    asks: 'everybody',
    sees: { everybody: `position next ${under('lines[]', boardLine)}` },
  },
  'communities/{id}/sittings': {
    asks: 'everybody',
    sees: {
      everybody: `position next ${under('sittings[]', `sitting status heldOn time place ${under('items[]', item)}`)}`,
    },
  },
  'communities/{id}/persons': {
    asks: 'seated',
    sees: {
      seated: `position next ${each(['persons[]', 'persons[voter]'], 'person name')}`,
      organ: 'persons[].contact',
      voterAndOrgan: 'persons[voter].contact',
    },
  },
  // whom no channel reached is for those who go to the door
  'communities/{id}/unreached': {
    asks: 'organ',
    sees: {
      organ: `position next ${under('lines[]', `batch notice kind raisedAt ${under('text', words)}`)}
        ${under('lines[].persons[voter]', 'person name contact')}`,
    },
  },
  search: { asks: 'everybody', sees: { everybody: `position next ${under('lines[]', boardLine)}` } },
  'decisions/{id}': {
    asks: 'everybody',
    sees: {
      everybody: `position decision community ruleSet category aid initiative title phase step openedOn movedAt
        reliesOn[] reliedOnBy[] attachments[] ${under('money', money)} ${ballots.everybody}
        ${under('plans[]', `text ${plan}`)} ${under('plans[aid]', 'version hash at reason')}
        ${under('steps[]', 'step ballot carried at')} ${under('marks[]', 'kind at reason article')}
        ${under('recusals[]', 'step person')} ${under('checks[]', 'step opinion by at')}
        ${under('remarks[]', 'by at')} ${under('outsideFacts[]', 'title from until documentHash')}
        ${under('postings[]', posting)} ${under('work', work)}
        ${under('file', `closedOn retention ${under('entries[]', 'number revision type')}`)}
        ${each(['objections[open]', 'objections[answered]'], objection)}
        ${under('objections[answered]', `text reply answeredOn ${under('blackouts[]', 'from to reason')}`)}`,
      seated: `plans[aid].text attachments[aid] ${ballots.seated}`,
      within: 'checks[].remark remarks[].text',
      recusedAndWithin: 'recusals[].reason',
      objector: each(['objections[open]', 'objections[answered]'], 'receipt'),
      objectorAndOrgan: each(['objections[open]', 'objections[answered]'], 'contact'),
      objectorAndWithin: `objections[open].text ${each(['objections[open]', 'objections[answered]'], 'by')}`,
      voter: ballots.voter,
    },
  },
  'decisions/{id}/why': {
    asks: 'everybody',
    sees: {
      everybody: `position ${under('ballots[closed]', 'decision ballot step heldOn carried')}
        ${under('ballots[closed].reasons[]', `article events[] ${under('text', words)}`)}`,
    },
  },
  'decisions/{id}/deviations': {
    asks: 'within',
    sees: {
      within: `position decision community verdicts notice
        ${under('deviations[]', `severity code event article ${under('text', words)}`)}
        ${under('flips[]', `event was ${under('why', words)}`)}`,
    },
  },
  // what of it nobody is told is looked for by canaries and by the choices of open ballots
  'replays/{stream}': { asks: 'within', whole: true },
  'replays/{stream}/changes': { asks: 'within', whole: true },
  'communities/{id}/state': { asks: 'within', whole: true },
  'decisions/{id}/history': history(['events[]', 'events[presence]', 'events[objector]']),
  'sittings/{id}': {
    asks: 'everybody',
    sees: {
      everybody: `position sitting community status heldOn time place noticeOn noticeNeeded noticeGiven waived sources[]
        supervision[] convenerBodies[] seatedSince[] enteredLateDays secondPersonNeeded headcounts.* minutes movedAt
        ${under('items[]', item)} ${each(['called[]', 'rolls[]'], 'body roll[] roll.number roll.source')}
        ${under('adjourned', `kind reason ${under('present[]', 'body present needed')}`)} ${ballots.everybody}`,
      seated: `present[] departed[] minutesText ${ballots.seated}`,
      voter: ballots.voter,
    },
  },
  'sittings/{id}/history': history(['events[]', 'events[presence]']),
  'sittings/{id}/room-code': { asks: 'organ', sees: { organ: 'position community code' } },
  me: { asks: 'signedIn', own: `position person name contact ${under('seats[]', seat)}` },
  'me/duties': {
    asks: 'signedIn',
    own: `position ${under('duties[]', 'duty about id kind ref dueOn since title community late')}`,
  },
  'me/notices': {
    asks: 'signedIn',
    own: `position next ${under('notices[]', `id kind decision sitting admission refusal latest raisedAt position state possiblyTwice`)}
      ${under('notices[].text', words)}`,
  },
  'me/votes': {
    asks: 'signedIn',
    own: `position next ${under('votes[]', `ballot decision number step heldOn ${under('vote', ownVote)}`)}`,
  },
  'me/seal-uses': { asks: 'signedIn', own: `position next ${under('uses[]', sealUse)}` },
  organizations: {
    asks: 'everybody',
    sees: { everybody: `position ${under('organizations[]', organization)}` },
  },
  'organizations/{id}/overview': {
    asks: 'everybody',
    sees: {
      everybody: `position ${under(
        'communities[]',
        `community decisions byPhase.* byStep.* objectionsOpen lateReplies postedLateDays escalations
          ${under('late', 'reply postingNotClosed resultNotPosted')}`,
      )}`,
    },
  },
  'admission-requests/{id}': {
    asks: 'everybody',
    sees: {
      everybody: `position id district department status kind title communities[] filedOn decideBy inForceFrom
        inForceUntil overdue inForce provisional catalogVersion hearingsNeeded review returned publishedOn withdrawn
        movedAt ${under(
          'application',
          `basis content powers people from until hoursPerMonth ownAssessment freeBecause
          urgentBecause timesPerYear platform`,
        )}
        ${under('opinions[]', 'community opinion text at')} ${under('agreement', 'signedOn documentHash')}
        ${under('payments[]', 'community dueOn amountFen')}
        ${under('paid[]', 'community paidOn amountFen voucherHash')}
        ${under('settled', `carried article lateDays ownAssessmentBlocked conditions[] ${under('arithmetic', words)}`)}
        ${under('settled.sitting', 'heldOn present yes no abstain minutesHash')}
        confirmBy forExit ${under('rules', districtRules)} ${under('settled.load', 'position cap over[] because')}
        ${under('settled.load.communities[]', 'community before after')}
        suspended[] ${under('votes[]', `on carried heldOn what ${under('arithmetic', words)}`)}
        ${under('conditions[]', 'text metOn documentHash')}
        ${under('ratings[]', 'year community satisfied dissatisfied own')}
        ${under('reviews[]', `year ratings satisfied below ${under('arithmetic', words)}`)}
        ${under('money[]', 'community agreedFen dueFen paidFen owedFen')} ${under('load[]', 'community before after')}`,
    },
  },
  'organizations/{id}/admissions': {
    asks: 'everybody',
    sees: { everybody: `position next ${under('lines[]', admissionLine)}` },
  },
  'communities/{id}/admissions': {
    asks: 'everybody',
    sees: {
      everybody: `position next ${under('lines[]', admissionLine)} ${under('load', 'admissions hoursPerMonth')}`,
    },
  },
  'communities/{id}/refusals': refusals,
  'organizations/{id}/refusals': refusals,
  'communities/{id}/ledger': ledger,
  'organizations/{id}/ledger': ledger,
  'seal-registers/{id}': {
    asks: 'everybody',
    sees: { everybody: 'position community custodian since previous lateDays lostOn noticeUntil replacedOn' },
  },
  'seal-registers/{id}/uses': {
    asks: 'within',
    sees: { within: `position next ${under('uses[]', sealUse)}` },
  },
  'task-catalogs/{id}': {
    asks: 'everybody',
    sees: {
      everybody: `position version effectiveFrom next ${under('rules', districtRules)} ${under(
        'entries[]',
        'district version effectiveFrom entry place title names[] class kind department basis',
      )}`,
    },
  },
  'task-catalogs/{id}/answers': {
    asks: 'everybody',
    sees: {
      everybody: `position version ${under(
        'answers[]',
        `list version entry title class kind department mayRefuse needs article ${under('text', words)}`,
      )} ${under('otherwise', `mayRefuse needs article ${under('text', words)}`)}`,
    },
  },
  'rule-sets': { asks: 'everybody', whole: true },
  'rule-sets/{id}': { asks: 'everybody', whole: true },
  'attachments/{hash}': { asks: 'signedIn', whole: true },
  'attachments/{hash} of an aid matter': { asks: 'seated', whole: true },
  health: { asks: 'everybody', whole: true },
  'health/live': { asks: 'everybody', whole: true },
  'health/ready': { asks: 'everybody', whole: true },
};
/**
 * Places that may differ by reader: third persons are blacked out for those who do not see the whole (canaries.ts), and
 * the log goes on between two answers.
 */
export const differing = ['objections[answered].text', 'position'];
