import { all, ballot, boardLine, history, isOwn, objection, to, unlessAid } from './matter-rules.js';
import { belongs } from './reading-filter.js';
import type { Reader } from '#decision';

const admissionLine = {
  ...all('id', 'district', 'department', 'status', 'kind', 'title', 'communityCount', 'filedOn', 'decideBy'),
  ...all('inForceFrom', 'inForceUntil', 'overdue', 'inForce', 'hoursPerMonth', 'confirmBy', 'forExit'),
} as const;

const refusals = {
  lines: {
    ...all('id', 'community', 'district', 'department', 'title', 'kind', 'askedOn', 'status', 'grounds'),
    ...all('text', 'item', 'catalogVersion', 'article', 'assessmentFlagged', 'answerBy', 'outcome'),
    ...all('answer', 'lateDays', 'recordedAt', 'overdue'),
  },
  next: 'public',
} as const;

const ledger = {
  year: 'public',
  counts: all('filed', 'admitted', 'rejected', 'expired', 'exited', 'refused'),
  lines: all('with', 'name', 'agreedFen', 'dueFen', 'paidFen', 'lateFen'),
} as const;

const sealUses = {
  ...to('signedIn', 'community', 'number', 'district', 'kind', 'matter', 'addressee', 'applicant'),
  ...to('signedIn', 'documentHash', 'copies', 'publicInterest', 'decision', 'answer', 'list', 'item'),
  ...to('signedIn', 'catalogVersion', 'article', 'status', 'grounds', 'enteredBy', 'approvedBy'),
  ...to('signedIn', 'stampedBy', 'stampedCopies', 'appliedAt', 'movedAt'),
} as const;

const community = all('id', 'name', 'nameSource', 'parent', 'households', 'adults', 'countsSource', 'kind');
const organization = all('id', 'kind', 'name', 'source', 'parent');

/** The reading rules: for each route who may ask, and for each field of its answer who sees it. */
export const readingRules = {
  communities: { asks: 'public', fields: { communities: community, next: 'public' } },
  'communities/{id}': {
    asks: 'public',
    fields: {
      ...community,
      street: organization,
      seats: {
        ...all('key', 'seat', 'place', 'placeKind', 'body', 'person', 'role', 'vote', 'from', 'until'),
        ...all('endedOn', 'seatedAt'),
        endReason: 'within',
      },
      authorizations: {
        ...all('key', 'authorization', 'community', 'matters', 'from', 'until'),
        ...all('resolutionHash', 'assumed', 'article', 'revokedOn'),
      },
      reports: all('report', 'year', 'on', 'documentHash'),
      fundLines: all('key', 'community', 'line', 'title', 'purposes', 'forbidden', 'source'),
    },
  },
  'communities/{id}/board': { asks: 'public', fields: { lines: boardLine, next: 'public' } },
  'communities/{id}/postings': {
    asks: 'public',
    fields: {
      lines: { ...all('decision', 'title', 'category', 'posting'), objections: objection },
      next: 'public',
    },
  },
  'communities/{id}/sittings': {
    asks: 'public',
    fields: { sittings: all('sitting', 'status', 'heldOn', 'time', 'place', 'items'), next: 'public' },
  },
  'communities/{id}/persons': {
    asks: 'seated',
    fields: {
      persons: {
        ...to('seated', 'person', 'name'),
        contact: (reader: Reader, { person }: Readonly<{ person: string }>) =>
          belongs.organ(reader) || isOwn(reader, person),
      },
      next: 'seated',
    },
  },
  'communities/{id}/unreached': {
    asks: 'organ',
    fields: {
      lines: {
        ...to('organ', 'batch', 'notice', 'kind', 'text', 'raisedAt'),
        persons: to('organ', 'person', 'name', 'contact'),
      },
      next: 'organ',
    },
  },
  search: { asks: 'public', fields: { lines: boardLine, next: 'public' } },
  'decisions/{id}': {
    asks: 'public',
    fields: {
      ...all('decision', 'community', 'ruleSet', 'category', 'aid', 'initiative', 'title', 'phase', 'step'),
      ...all('openedOn', 'movedAt', 'money', 'reliesOn', 'reliedOnBy', 'steps', 'outsideFacts'),
      ...all('marks', 'file'),
      ...all('postings', 'work'),
      plans: { ...all('version', 'hash', 'money', 'reason', 'at'), text: unlessAid },
      attachments: unlessAid,
      recusals: {
        ...all('step', 'person'),
        reason: (reader: Reader, { person }: Readonly<{ person: string }>) =>
          belongs.within(reader) || isOwn(reader, person),
      },
      checks: { ...all('step', 'opinion', 'by', 'at'), remark: 'within' },
      remarks: { ...all('by', 'at'), text: 'within' },
      objections: objection,
      ballots: ballot,
    },
  },
  'decisions/{id}/history': history,
  'decisions/{id}/why': {
    asks: 'public',
    fields: {
      ballots: {
        ...all('decision', 'ballot', 'step', 'heldOn', 'carried'),
        reasons: all('text', 'article', 'events'),
      },
    },
  },
  'decisions/{id}/deviations': {
    asks: 'within',
    fields: to('within', 'decision', 'community', 'verdicts', 'deviations', 'flips', 'notice'),
  },
  'replays/{stream}': { asks: 'within', fields: 'within' },
  'replays/{stream}/changes': { asks: 'within', fields: 'within' },
  'communities/{id}/state': { asks: 'within', fields: 'within' },
  'sittings/{id}': {
    asks: 'public',
    fields: {
      ...all('sitting', 'community', 'status', 'items', 'heldOn', 'time', 'place', 'noticeOn'),
      ...all('noticeNeeded'),
      ...all('noticeGiven', 'waived', 'sources', 'called', 'supervision', 'convenerBodies', 'rolls'),
      ...all('seatedSince', 'enteredLateDays', 'secondPersonNeeded', 'headcounts', 'adjourned'),
      ...all('minutes', 'movedAt'),
      ...to('seated', 'present', 'departed', 'minutesText'),
      ballots: ballot,
    },
  },
  'sittings/{id}/history': history,
  'sittings/{id}/room-code': { asks: 'organ', fields: { community: 'organ', code: 'organ' } },
  me: {
    asks: 'signedIn',
    fields: {
      ...to('signedIn', 'person', 'name', 'contact', 'ways', 'daily', 'follows'),
      seats: all('place', 'placeKind', 'body', 'role', 'vote', 'from', 'until'),
    },
  },
  'me/duties': {
    asks: 'signedIn',
    fields: {
      duties: all('duty', 'about', 'id', 'kind', 'ref', 'dueOn', 'since', 'title', 'community', 'late'),
    },
  },
  'me/notices': {
    asks: 'signedIn',
    fields: {
      notices: {
        ...all('id', 'kind', 'text', 'decision', 'sitting', 'latest', 'raisedAt', 'position', 'state'),
        ...all('possiblyTwice', 'admission', 'refusal'),
      },
      next: 'signedIn',
    },
  },
  'me/votes': {
    asks: 'signedIn',
    fields: { votes: all('ballot', 'decision', 'number', 'step', 'heldOn', 'vote'), next: 'signedIn' },
  },
  'me/seal-uses': { asks: 'signedIn', fields: { uses: sealUses, next: 'signedIn' } },
  organizations: { asks: 'public', fields: { organizations: organization } },
  'organizations/{id}/overview': {
    asks: 'public',
    fields: {
      communities: {
        ...all('community', 'decisions', 'byPhase', 'byStep', 'objectionsOpen', 'late', 'replies'),
        ...all('lateReplies', 'postedLateDays', 'escalations'),
      },
    },
  },
  // a draft is its department's own: AdmissionController
  'admission-requests/{id}': {
    asks: 'public',
    fields: {
      ...all('id', 'district', 'department', 'status', 'kind', 'title', 'communities', 'filedOn', 'decideBy'),
      ...all('inForceFrom', 'inForceUntil', 'overdue', 'inForce'),
      ...all('application', 'provisional', 'catalogVersion', 'hearingsNeeded', 'opinions', 'review'),
      ...all('returned', 'settled', 'agreement', 'payments', 'paid', 'publishedOn', 'withdrawn', 'movedAt'),
      ...all('suspended', 'votes', 'rules', 'confirmBy', 'forExit'),
      conditions: all('text', 'metOn', 'documentHash'),
      ratings: all('year', 'community', 'satisfied', 'dissatisfied', 'own'),
      reviews: all('year', 'ratings', 'satisfied', 'below', 'arithmetic'),
      money: all('community', 'agreedFen', 'dueFen', 'paidFen', 'owedFen'),
      load: all('community', 'before', 'after'),
    },
  },
  'organizations/{id}/admissions': { asks: 'public', fields: { lines: admissionLine, next: 'public' } },
  'communities/{id}/admissions': {
    asks: 'public',
    fields: { lines: admissionLine, next: 'public', load: all('admissions', 'hoursPerMonth') },
  },
  'communities/{id}/refusals': { asks: 'public', fields: refusals },
  'organizations/{id}/refusals': { asks: 'public', fields: refusals },
  'communities/{id}/ledger': { asks: 'public', fields: ledger },
  'organizations/{id}/ledger': { asks: 'public', fields: ledger },
  'seal-registers/{id}': {
    asks: 'public',
    fields: {
      ...all('community', 'custodian', 'since', 'previous', 'lateDays', 'lostOn', 'noticeUntil'),
      replacedOn: 'public',
    },
  },
  'seal-registers/{id}/uses': { asks: 'within', fields: { uses: sealUses, next: 'within' } },
  'task-catalogs/{id}': {
    asks: 'public',
    fields: {
      ...all('version', 'effectiveFrom', 'next', 'rules'),
      entries: {
        ...all('district', 'version', 'effectiveFrom', 'entry', 'place', 'title', 'names', 'class'),
        ...all('kind', 'department', 'basis'),
      },
    },
  },
  'task-catalogs/{id}/answers': {
    asks: 'public',
    fields: {
      version: 'public',
      answers: {
        ...all('list', 'version', 'entry', 'title', 'class', 'kind', 'department', 'mayRefuse', 'needs'),
        ...all('text', 'article'),
      },
      otherwise: all('mayRefuse', 'needs', 'text', 'article'),
    },
  },
  'rule-sets': { asks: 'public', fields: 'public' },
  'rule-sets/{id}': { asks: 'public', fields: 'public' },
  'attachments/{hash}': {
    asks: 'signedIn',
    fields: { aid: 'signedIn', file: unlessAid },
  },
  'sheets/{kind}/{id}': { asks: 'signedIn', fields: { may: 'signedIn' } },
  health: { asks: 'public', fields: 'public' },
  'health/live': { asks: 'public', fields: 'public' },
  'health/ready': { asks: 'public', fields: 'public' },
} as const;
