import { invalid } from '#kernel';

type Unread = Readonly<Record<string, unknown>>;

/** Refuses a document at a place, naming what is expected there. */
export function malformed(at: string, zh: string, en: string): never {
  return invalid('procedure.malformed', `规则集 ${at}:应为${zh}`, `rule set, ${at}: expected ${en}`, {
    details: { at },
  });
}

/** An object with no keys besides the known ones, so that a slip of the pen cannot loosen a rule unseen. */
export function record(value: unknown, at: string, known?: readonly string[]): Unread {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed(at, '对象', 'an object');
  }
  const strange = known && Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) {
    return malformed(
      `${at}.${strange}`,
      `已知字段(${known?.join('、')})`,
      `one of the fields ${known?.join(', ')}`,
    );
  }
  return value as Unread;
}

/** Text that is not empty. */
export function text(value: unknown, at: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : malformed(at, '文字', 'text');
}

/** An integer that is not negative. */
export function count(value: unknown, at: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : malformed(at, '非负整数', 'an integer, not negative');
}

/** True or false. */
export function flag(value: unknown, at: string): boolean {
  return typeof value === 'boolean' ? value : malformed(at, 'true 或 false', 'true or false');
}

/** A list, each entry read in turn. */
export function list<T>(value: unknown, at: string, read: (entry: unknown, at: string) => T): readonly T[] {
  if (!Array.isArray(value)) return malformed(at, '列表', 'a list');
  return value.map((entry, index) => read(entry, `${at}[${index}]`));
}

/** One of a few words. */
export function oneOf<const T extends string>(value: unknown, at: string, words: readonly T[]): T {
  return words.find((word) => word === value) ?? malformed(at, words.join(' | '), words.join(' | '));
}

/** Leaves out what is not given, or reads it. */
export function maybe<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

/** An object without its undefined fields. */
export function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
