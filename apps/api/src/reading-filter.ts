import type { Reader } from '#decision';

/** Who may ask a query or see a field, each wider than the next but `signedIn`, which takes any proven person. */
export type Audience = 'public' | 'signedIn' | 'seated' | 'within' | 'organ';

const within = (reader: Reader): boolean => reader.organ || reader.supervision || reader.above;

/** Whether a reader belongs to an audience. */
export const belongs: Readonly<Record<Audience, (reader: Reader) => boolean>> = {
  public: () => true,
  signedIn: ({ person }) => person !== null,
  /** Sits in any body of the community, or is within. */
  seated: (reader) => reader.member || within(reader),
  /** Organ, supervision, street, district, auditor. */
  within,
  organ: ({ organ }) => organ,
};

/** An audience by name, or one that depends on what stands beside the field, or on the whole answer. */
export type Rule<T = never, Whole = never> =
  Audience | ((reader: Reader, beside: T, whole: Whole) => boolean);

type Within<T, Whole> = T extends readonly (infer U)[] ? Within<U, Whole> : Rules<T, Whole>;

/** The audience of every field: one that the table does not name does not compile. */
export type Rules<T, Whole = T> = {
  readonly [K in keyof T]-?: Rule<T, Whole> | Within<NonNullable<T[K]>, Whole>;
};

/** Who may ask a query, and who sees which field of its answer. */
export type Query<T> = Readonly<{ asks: Audience; fields: Audience | Rules<T> }>;

type Fields = Readonly<Record<string, unknown>>;
type Test = (reader: Reader, beside: Fields, whole: Fields) => boolean;

const blank = (value: unknown): unknown => (Array.isArray(value) ? [] : null);
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function fieldFor(rule: unknown, name: string, beside: Fields, whole: Fields, reader: Reader): unknown {
  const value = beside[name];
  if (typeof rule === 'string') return belongs[rule as Audience](reader) ? value : blank(value);
  if (typeof rule === 'function') return (rule as Test)(reader, beside, whole) ? value : blank(value);
  const inner = (one: unknown): unknown =>
    isFields(one) ? fieldsFor(rule as Fields, one, whole, reader) : one;
  return Array.isArray(value) ? value.map(inner) : inner(value);
}

const fieldsFor = (rules: Fields, one: Fields, whole: Fields, reader: Reader): Fields =>
  Object.fromEntries(
    Object.entries(rules)
      .filter(([name]) => name in one)
      .map(([name, rule]) => [name, fieldFor(rule, name, one, whole, reader)]),
  );

/** What this reader may see: a field of another audience is null or empty, one that the table does not name is left out. */
export function seenBy<T extends object>({ fields }: Query<T>, answer: T, reader: Reader): T {
  if (typeof fields === 'string') return answer;
  return fieldsFor(fields as Fields, answer as Fields, answer as Fields, reader) as T;
}
