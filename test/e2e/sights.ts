import {
  admissionLine,
  ballots,
  boardLine,
  community,
  communityPage,
  districtRules,
  each,
  history,
  item,
  ledger,
  money,
  interpellation,
  objection,
  organization,
  ownVote,
  plan,
  posting,
  refusals,
  sealUse,
  seat,
  under,
  words,
  work,
  type Sight,
} from './sight-parts.js';

export type { Sight } from './sight-parts.js';

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
        ${under('reports[]', 'report year on documentHash')}
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
  'communities/{id}/postings': {
    asks: 'everybody',
    sees: {
      everybody: `position next ${under('lines[]', 'decision title category')} ${under('lines[].posting', posting)}
        ${each(['lines[].objections[open]', 'lines[].objections[answered]'], objection)} ${under('lines[].objections[asked]', interpellation)}
        ${under('lines[].objections[answered]', `text reply answeredOn ${under('blackouts[]', 'from to reason')}`)}`,
      objector: each(['lines[].objections[open]', 'lines[].objections[answered]'], 'receipt'),
      objectorAndOrgan: each(['lines[].objections[open]', 'lines[].objections[answered]'], 'contact'),
      within: 'lines[].objections[asked].text lines[].objections[asked].by',
      objectorAndWithin: `lines[].objections[open].text
        ${each(['lines[].objections[open]', 'lines[].objections[answered]'], 'by')}`,
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
        ${each(['objections[open]', 'objections[answered]'], objection)} ${under('objections[asked]', interpellation)}
        ${under('objections[answered]', `text reply answeredOn ${under('blackouts[]', 'from to reason')}`)}`,
      seated: `plans[aid].text attachments[aid] ${ballots.seated}`,
      within: 'checks[].remark remarks[].text objections[asked].text objections[asked].by',
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
  me: {
    asks: 'signedIn',
    own: `position person name contact ways[] daily follows[] ${under('seats[]', seat)}`,
  },
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
        `community decisions byPhase.* byStep.* objectionsOpen replies lateReplies postedLateDays escalations
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
  'sheets/{kind}/{id}': { asks: 'seated', whole: true },
  'sheets/{kind}/{id} of the door': { asks: 'organ', whole: true },
  health: { asks: 'everybody', whole: true },
  'health/live': { asks: 'everybody', whole: true },
  'health/ready': { asks: 'everybody', whole: true },
};
/**
 * Places that may differ by reader: third persons are blacked out for those who do not see the whole (canaries.ts), and
 * the log goes on between two answers.
 */
export const differing = ['objections[answered].text', 'lines[].objections[answered].text', 'position'];
