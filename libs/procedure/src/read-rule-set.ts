import { flag, given, list, malformed, maybe, oneOf, record, text } from './reading.js';
import { meetingStep, step } from './read-step.js';
import { cited, citedShare, civilDate, escalationLevel, keeping, source, words } from './read-values.js';
import type { ArchiveRule, Category, RuleSet } from './types.js';

const fields = [
  'id',
  'title',
  'statutory',
  'example',
  'extends',
  'communityKind',
  'effectiveFrom',
  'effectiveUntil',
  'ladder',
  'bodies',
  'steps',
  'residentsMeeting',
  'categories',
  'secondPersonAfterDays',
  'gapMinDays',
  'totalMaxDays',
  'reproposeCoolingMonths',
  'archive',
  'notices',
  'told',
  'escalation',
];

function category(value: unknown, at: string): Category {
  const read = record(value, at, ['key', 'title', 'aid', 'money', 'source']);
  return {
    key: text(read['key'], `${at}.key`),
    title: words(read['title'], `${at}.title`),
    aid: flag(read['aid'], `${at}.aid`),
    money: flag(read['money'], `${at}.money`),
    source: source(read['source'], at),
  };
}

function archive(value: unknown, at: string): ArchiveRule {
  const read = record(value, at, ['resolved', 'rejected']);
  return {
    resolved: keeping(read['resolved'], `${at}.resolved`),
    rejected: keeping(read['rejected'], `${at}.rejected`),
  };
}

function entries<T>(value: unknown, at: string, read: (value: unknown, at: string) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record(value, at)).map(([key, entry]) => [key, read(entry, `${at}.${key}`)]),
  );
}

function distinct(keys: readonly string[], at: string): void {
  if (keys.length === 0 || new Set(keys).size < keys.length) {
    malformed(at, '不重复、不为空的列表', 'a list that is not empty and holds each key once');
  }
}

/** A whole document, read field by field; whether it is lawful is asked afterwards. */
export function readRuleSet(value: unknown): RuleSet {
  const read = record(value, '.', fields);
  const id = text(read['id'], 'id');
  const at = (field: string): string => `${id}.${field}`;
  const number = (field: string) => cited(read[field], at(field));
  const set: RuleSet = given({
    id,
    title: words(read['title'], at('title')),
    statutory: flag(read['statutory'], at('statutory')),
    example: maybe(read['example'], (example) => flag(example, at('example'))),
    extends: maybe(read['extends'], (parent) => text(parent, at('extends'))),
    communityKind: maybe(read['communityKind'], (kind) => oneOf(kind, at('communityKind'), ['village'])),
    effectiveFrom: civilDate(read['effectiveFrom'], at('effectiveFrom')),
    effectiveUntil: maybe(read['effectiveUntil'], (until) => civilDate(until, at('effectiveUntil'))),
    ladder: list(read['ladder'], at('ladder'), text),
    bodies: entries(read['bodies'], at('bodies'), words),
    steps: list(read['steps'], at('steps'), step),
    residentsMeeting: maybe(read['residentsMeeting'], (meeting) =>
      meetingStep(meeting, at('residentsMeeting')),
    ),
    categories: list(read['categories'], at('categories'), category),
    secondPersonAfterDays: number('secondPersonAfterDays'),
    gapMinDays: number('gapMinDays'),
    totalMaxDays: number('totalMaxDays'),
    reproposeCoolingMonths: number('reproposeCoolingMonths'),
    archive: archive(read['archive'], at('archive')),
    notices: maybe(read['notices'], (notices) => entries(notices, at('notices'), cited)),
    told: maybe(read['told'], (told) => entries(told, at('told'), citedShare)),
    escalation: maybe(read['escalation'], (levels) => list(levels, at('escalation'), escalationLevel)),
  });
  distinct(
    set.steps.map(({ key }) => key),
    at('steps'),
  );
  distinct(
    set.categories.map(({ key }) => key),
    at('categories'),
  );
  if (set.effectiveUntil !== undefined && set.effectiveUntil < set.effectiveFrom) {
    malformed(at('effectiveUntil'), `${set.effectiveFrom} 或以后`, `${set.effectiveFrom} or later`);
  }
  return set;
}
