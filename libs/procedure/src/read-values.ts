import { invalid } from '#kernel';

import { isCivilDate } from './civil-date.js';
import { count, flag, given, malformed, maybe, oneOf, record, text } from './reading.js';
import type { Cited, CivilDate, EscalationLevel, Fraction, NoticeRule, ShareRule, Words } from './types.js';

/** Words in both languages. */
export function words(value: unknown, at: string): Words {
  const read = record(value, at, ['zh', 'en']);
  return { zh: text(read['zh'], `${at}.zh`), en: text(read['en'], `${at}.en`) };
}

/** The source of a number; a number without one is refused. */
export function source(value: unknown, at: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return invalid(
    'procedure.sourceMissing',
    `规则集 ${at}:没有写明出处;每个数都要注明依据的条文或来源`,
    `rule set, ${at}: the source is missing; every number cites the article or report it is taken from`,
    { details: { at } },
  );
}

/** A day. */
export function civilDate(value: unknown, at: string): CivilDate {
  return typeof value === 'string' && isCivilDate(value)
    ? value
    : malformed(at, '日期 YYYY-MM-DD', 'a day, YYYY-MM-DD');
}

const lowest = ({ num, den }: Fraction): boolean => {
  let [a, b] = [den, num];
  while (b > 0) [a, b] = [b, a % b];
  return a === 1;
};

function fraction(value: unknown, at: string): Fraction {
  const { num, den } = record(value, at, ['num', 'den']);
  if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) {
    const read = { num: num as number, den: den as number };
    if (read.num > 0 && read.num <= read.den && read.den <= 1000 && lowest(read)) return read;
  }
  return invalid(
    'procedure.fraction',
    `规则集 ${at}:比例须为最简整数对,0 < 分子 ≤ 分母 ≤ 1000`,
    `rule set, ${at}: a fraction is a pair of integers in lowest terms, 0 < num <= den <= 1000`,
    { article: '民法典 §1259', details: { at, value } },
  );
}

/** A share of a base, with its source. */
export function share(value: unknown, at: string): ShareRule {
  const read = record(value, at, ['fraction', 'strict', 'base', 'source']);
  return {
    fraction: fraction(read['fraction'], `${at}.fraction`),
    strict: flag(read['strict'], `${at}.strict`),
    base: oneOf(read['base'], `${at}.base`, ['present', 'due', 'roll']),
    source: source(read['source'], at),
  };
}

/** A share for a quorum; its base cannot be those present. */
export function quorum(value: unknown, at: string): ShareRule {
  const read = share(value, at);
  return read.base === 'present' ? malformed(`${at}.base`, 'roll 或 due', 'roll or due') : read;
}

/** A share for a majority; less than a half would let a minority decide. */
export function majority(value: unknown, at: string): ShareRule {
  const read = share(value, at);
  const { num, den } = read.fraction;
  return num * 2 < den ? malformed(`${at}.fraction`, '不少于二分之一', 'one half or more') : read;
}

/** A share of those who are to be told, with its source. */
export function citedShare(value: unknown, at: string): Cited<Fraction> {
  const read = record(value, at, ['value', 'source']);
  return { value: fraction(read['value'], `${at}.value`), source: source(read['source'], at) };
}

/** What was late for longer is on the board and told to nobody: a first start tells nobody about the past. */
const latestLevel = 29;

/** A level of the escalation. */
export function escalationLevel(value: unknown, at: string): EscalationLevel {
  const read = record(value, at, ['to', 'afterDays']);
  const afterDays = cited(read['afterDays'], `${at}.afterDays`);
  return {
    to: oneOf(read['to'], `${at}.to`, ['supervision', 'street', 'district']),
    afterDays:
      afterDays.value > latestLevel
        ? malformed(`${at}.afterDays`, `不超过 ${latestLevel} 天`, `${latestLevel} days at most`)
        : afterDays,
  };
}

/** A number with its source. */
export function cited(value: unknown, at: string): Cited<number> {
  const read = record(value, at, ['value', 'source']);
  return { value: count(read['value'], `${at}.value`), source: source(read['source'], at) };
}

/** A term of keeping: for good, or a number of years. */
export function keeping(value: unknown, at: string): Cited<'permanent' | number> {
  const read = record(value, at, ['value', 'source']);
  const kept = read['value'];
  return {
    value: kept === 'permanent' ? kept : count(kept, `${at}.value`),
    source: source(read['source'], at),
  };
}

/** How early a meeting is called. */
export function notice(value: unknown, at: string): NoticeRule {
  const read = record(value, at, ['days', 'counting', 'maxDays', 'waivable', 'source']);
  const days = count(read['days'], `${at}.days`);
  const maxDays = maybe(read['maxDays'], (max) => count(max, `${at}.maxDays`));
  if (maxDays !== undefined && maxDays < days) malformed(`${at}.maxDays`, `至少 ${days}`, `at least ${days}`);
  return given({
    days,
    counting: oneOf(read['counting'], `${at}.counting`, ['calendar', 'working']),
    maxDays,
    waivable: flag(read['waivable'], `${at}.waivable`),
    source: source(read['source'], at),
  });
}
