import { invalid } from '#kernel';

import { count, flag, given, list, maybe, oneOf, record, text } from './reading.js';
import { cited, majority, notice, quorum, words } from './read-values.js';
import type { AlsoQuorum, Cited, ImplementationStep, MeetingStep, PostingStep, Step } from './types.js';

const meetingFields = [
  'kind',
  'key',
  'title',
  'body',
  'seatBodies',
  'quorum',
  'alsoQuorum',
  'majority',
  'notice',
  'ballotForms',
  'ballotKinds',
  'recusal',
  'proxy',
  'remoteAttendance',
  'showRunningCount',
  'mayMergeWithNext',
  'needsAuthorization',
  'rollByNumber',
  'convenerBodies',
];
const postingFields = [
  'kind',
  'key',
  'title',
  'minDays',
  'postWithinDays',
  'objectionDays',
  'replyDays',
  'escalationDays',
  'requiredPlaces',
  'supervisionCheck',
  'aidMinDays',
];

function noProxy(value: unknown, at: string): false {
  if (value === false) return value;
  return invalid(
    'procedure.proxy',
    `规则集 ${at}:不得委托他人代为表决;请写 false`,
    `rule set, ${at}: votes cannot be delegated; write false`,
    { article: '居委会组织法(2025) §19, R§3.2', details: { at } },
  );
}

function alsoQuorum(value: unknown, at: string): AlsoQuorum {
  const read = record(value, at, ['seatBody', 'seatBodies', 'rule']);
  const seatBody = text(read['seatBody'], `${at}.seatBody`);
  const seatBodies = maybe(read['seatBodies'], (bodies) => list(bodies, `${at}.seatBodies`, text)) ?? [
    seatBody,
  ];
  return { seatBody, seatBodies, rule: quorum(read['rule'], `${at}.rule`) };
}

/** A deliberation as it stands in a document. */
export function meetingStep(value: unknown, at: string): MeetingStep {
  const read = record(value, at, meetingFields);
  const texts = (field: string) => list(read[field], `${at}.${field}`, text);
  const yes = (field: string) => flag(read[field], `${at}.${field}`);
  return given({
    kind: 'meeting' as const,
    key: text(read['key'], `${at}.key`),
    title: words(read['title'], `${at}.title`),
    body: text(read['body'], `${at}.body`),
    seatBodies: texts('seatBodies'),
    quorum: read['quorum'] === null ? null : quorum(read['quorum'], `${at}.quorum`),
    alsoQuorum: maybe(read['alsoQuorum'], (also) => list(also, `${at}.alsoQuorum`, alsoQuorum)),
    majority: majority(read['majority'], `${at}.majority`),
    notice: notice(read['notice'], `${at}.notice`),
    ballotForms: list(read['ballotForms'], `${at}.ballotForms`, (form, place) =>
      oneOf(form, place, ['hands', 'named', 'secretPaper']),
    ),
    ballotKinds: list(read['ballotKinds'], `${at}.ballotKinds`, (kind, place) =>
      oneOf(kind, place, ['yesNo', 'options', 'choose']),
    ),
    recusal: oneOf(read['recusal'], `${at}.recusal`, ['staysInBase', 'outOfBase']),
    proxy: noProxy(read['proxy'], `${at}.proxy`),
    remoteAttendance: yes('remoteAttendance'),
    showRunningCount: yes('showRunningCount'),
    mayMergeWithNext: yes('mayMergeWithNext'),
    needsAuthorization: yes('needsAuthorization'),
    rollByNumber: yes('rollByNumber'),
    convenerBodies: texts('convenerBodies'),
  });
}

function objectionWindow(value: unknown, at: string, minDays: Cited<number>): Cited<number> | null {
  if (value === null) return null;
  const window = cited(value, at);
  count(minDays.value - window.value, `${at} (minDays - objectionDays)`);
  return window;
}

function postingStep(value: unknown, at: string): PostingStep {
  const read = record(value, at, postingFields);
  const number = (field: string) => cited(read[field], `${at}.${field}`);
  const minDays = number('minDays');
  return given({
    kind: 'posting' as const,
    key: text(read['key'], `${at}.key`),
    title: words(read['title'], `${at}.title`),
    minDays,
    postWithinDays: number('postWithinDays'),
    objectionDays: objectionWindow(read['objectionDays'], `${at}.objectionDays`, minDays),
    replyDays: number('replyDays'),
    escalationDays: number('escalationDays'),
    requiredPlaces: list(read['requiredPlaces'], `${at}.requiredPlaces`, (place, where) =>
      oneOf(place, where, ['board', 'web']),
    ),
    supervisionCheck: flag(read['supervisionCheck'], `${at}.supervisionCheck`),
    aidMinDays: maybe(read['aidMinDays'], () => number('aidMinDays')),
  });
}

function implementationStep(value: unknown, at: string): ImplementationStep {
  const read = record(value, at, ['kind', 'key', 'title']);
  return {
    kind: 'implementation',
    key: text(read['key'], `${at}.key`),
    title: words(read['title'], `${at}.title`),
  };
}

/** A step as it stands in a document. */
export function step(value: unknown, at: string): Step {
  const kind = oneOf(record(value, at)['kind'], `${at}.kind`, ['meeting', 'posting', 'implementation']);
  if (kind === 'meeting') return meetingStep(value, at);
  return kind === 'posting' ? postingStep(value, at) : implementationStep(value, at);
}
