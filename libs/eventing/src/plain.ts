import { invalid } from '#kernel';

const deepest = 64;

const refuse = (path: string, what: string): never =>
  invalid(
    'event.notStorable',
    `${path || '/'} 含有不能入账的值：${what}`,
    `${path || '/'} cannot be stored: ${what}`,
    {
      details: { path },
    },
  );

const plainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A value as JSON will give it back, or a refusal; `replace` may put another value in the place of an object. */
export function plain(
  value: unknown,
  replace: (value: object, path: string) => object = (same) => same,
  path = '',
  depth = 0,
): unknown {
  if (depth > deepest) return refuse(path, `more than ${deepest} levels`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // integers only: 0.1 + 0.2 has no place in a record that others must recompute
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value + 0 : refuse(path, `number ${value}`);
  if (typeof value !== 'object') return refuse(path, typeof value);
  const within = (inner: unknown, key: string | number): unknown =>
    plain(inner, replace, `${path}/${key}`, depth + 1);
  if (Array.isArray(value)) return Array.from(value, within);
  if (!plainObject(value)) return refuse(path, value.constructor.name);
  const replaced = replace(value, path);
  if (replaced !== value) return replaced;
  // fromEntries, not assignment: a key named __proto__ must stay a key
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, within(inner, key)]),
  );
}

/** JSON with sorted keys: the same content gives the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
