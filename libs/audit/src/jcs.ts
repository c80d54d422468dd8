import { invalid } from '#kernel';

const refuse = (at: string, zh: string, en: string): never =>
  invalid('audit.notCanonical', `${at || '值'}:${zh}`, `${at || 'the value'}: ${en}`, {
    article: 'RFC 8785',
    details: { at },
  });

function text(value: string, at: string): string {
  if (/\p{Surrogate}/u.test(value)) refuse(at, '文字含孤立代理项。', 'the text holds a lone surrogate.');
  return JSON.stringify(value);
}

/**
 * The one text of a value (RFC 8785, JCS): strings, safe integers, booleans, null, arrays and objects; fields that are
 * undefined are left out, as JSON leaves them. Anything else, fractions first, is refused with its place.
 */
export function canonical(value: unknown, at = ''): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, at);
  if (typeof value === 'number')
    return Number.isSafeInteger(value)
      ? String(value === 0 ? 0 : value)
      : refuse(at, '只能是安全整数。', 'a number is a safe integer.');
  if (Array.isArray(value)) return `[${value.map((one, n) => canonical(one, `${at}[${n}]`)).join(',')}]`;
  if (typeof value !== 'object') return refuse(at, '不是 JSON 值。', 'this is no value of JSON.');
  const own = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(own).filter((name) => own[name] !== undefined);
  // by UTF-16 code units, which is how JavaScript compares strings
  names.sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${text(name, at)}:${canonical(own[name], `${at}.${name}`)}`).join(',')}}`;
}
