/** What the OpenAPI document says of a value. */
export type Schema = Readonly<{
  $ref?: string;
  allOf?: readonly Schema[];
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  enum?: readonly string[];
  format?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  nullable?: boolean;
  example?: unknown;
}>;
export type Schemas = Readonly<Record<string, Schema>>;
type Body = Readonly<Record<string, unknown>>;
export type Mutation = Readonly<{ what: string; body: Body }>;

const places = '/components/schemas/';

/** The schema behind a reference; a reference that leads nowhere is an error of the document. */
export function resolved(schemas: Schemas, schema: Schema): Schema {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref === undefined) return schema;
  const target = schemas[ref.slice(ref.indexOf(places) + places.length)];
  if (target === undefined) throw new Error(`the document refers to ${ref}, which is not there`);
  return schema.nullable ? { ...target, nullable: true } : target;
}

const strings: readonly unknown[] = [42, true, {}, [], ['x'], '', '甲\u0000乙', '\u001b[31m'];
const dates: readonly unknown[] = [
  '2026-02-30',
  '2026-13-01',
  '2026-6-1',
  '0000-00-00',
  '明天',
  '2026-06-29T00:00:00Z',
];
const ids: readonly unknown[] = ['not-a-uuid', '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b1', '../../etc/passwd'];

function ofStrings({ format, enum: words, maxLength }: Schema): readonly unknown[] {
  if (words) return [...strings, 'nonsense', '__proto__', 'constructor'];
  if (format === 'uuid') return [...strings, ...ids];
  if (format === 'date') return [...strings, ...dates];
  return [...strings, '字'.repeat((maxLength ?? 64) + 1)];
}

function wrongValues(schema: Schema): readonly unknown[] {
  const { type, minimum = 0, maximum = 0 } = schema;
  if (type === 'string' || schema.enum) return ofStrings(schema);
  if (type === 'integer')
    return ['5', 1.5, minimum - 1, maximum + 1, 1e308, Number.MAX_SAFE_INTEGER, {}, [], true, '0x10'];
  if (type === 'boolean') return ['true', 1, 0, {}, []];
  if (type === 'array') return ['x', 42, {}, [42], [[]], [null], [{}]];
  return ['x', 42, [], true];
}

const exampleOf = (schemas: Schemas, schema: Schema): unknown => {
  const { example, items, properties } = schema;
  if (example !== undefined) return example;
  if (items) return [exampleOf(schemas, resolved(schemas, items))];
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, one]) => [name, exampleOf(schemas, resolved(schemas, one))]),
  );
};

function within(schemas: Schemas, name: string, schema: Schema, body: Body): readonly Mutation[] {
  const put = (value: unknown): Body => ({ ...body, [name]: value });
  const given = body[name] ?? exampleOf(schemas, schema);
  const bad = [...wrongValues(schema), ...(schema.nullable ? [] : [null])].map((value) => ({
    what: `${name}: ${JSON.stringify(value).slice(0, 30)}`,
    body: put(value),
  }));
  const inner = schema.items ? resolved(schemas, schema.items) : schema;
  if (!inner.properties) return bad;
  const [one] = schema.items ? (given as readonly Body[]) : [given as Body];
  const deeper = mutationsOf(schemas, inner, one ?? {}).map((mutation) => ({
    what: `${name}.${mutation.what}`,
    body: put(schema.items ? [mutation.body] : mutation.body),
  }));
  return [...bad, ...deeper];
}

/** A well-formed body spoilt in one place: fields missing, surplus, of a wrong type, too long, out of range, no date. */
export function mutationsOf(schemas: Schemas, schema: Schema, body: Body): readonly Mutation[] {
  const missing = (schema.required ?? []).map((name) => {
    const { [name]: _left, ...rest } = body;
    return { what: `without ${name}`, body: rest };
  });
  const surplus = ['surplus', 'by', 'commandId', 'toString'].map((name) => ({
    what: `with ${name}`,
    body: { ...body, [name]: 'x' },
  }));
  const spoilt = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    within(schemas, name, resolved(schemas, one), body),
  );
  return [...missing, ...surplus, ...spoilt];
}

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const bytes = (...parts: readonly number[]): Uint8Array => Uint8Array.from(parts);

/** What is no body at all, with the code that it is refused with. */
export const wholeBodies: readonly Readonly<{ what: string; body: string | Uint8Array; code: string }>[] = [
  { what: 'null', body: 'null', code: 'edge.notObject' },
  { what: 'an array', body: '[]', code: 'edge.notObject' },
  { what: 'an array of objects', body: '[{}]', code: 'edge.notObject' },
  { what: 'a number', body: '42', code: 'edge.notObject' },
  { what: 'a text', body: '"x"', code: 'edge.notObject' },
  { what: 'half an object', body: '{"a":', code: 'edge.notJson' },
  { what: 'no JSON', body: '<xml/>', code: 'edge.notJson' },
  { what: 'NaN', body: '{"a":NaN}', code: 'edge.notJson' },
  { what: '__proto__', body: '{"__proto__":{"admin":true}}', code: 'edge.notJson' },
  { what: 'constructor', body: '{"constructor":{"prototype":{}}}', code: 'edge.notJson' },
  { what: 'toString', body: '{"toString":"x"}', code: 'edge.notJson' },
  { what: '9 levels', body: nested(9), code: 'edge.tooDeep' },
  { what: '100 000 levels', body: nested(50_000), code: 'edge.tooDeep' },
  { what: '100 000 brackets', body: '['.repeat(100_000), code: 'edge.tooDeep' },
  { what: 'bytes that are not UTF-8', body: bytes(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d), code: 'edge.notUtf8' },
  { what: 'GB 18030', body: bytes(0x7b, 0x22, 0xc4, 0xe3, 0xba, 0xc3, 0x22, 0x7d), code: 'edge.notUtf8' },
  { what: '600 KB', body: `{"a":"${'x'.repeat(600 * 1024)}"}`, code: 'edge.refused' },
];

/** Text that other programs would take for something else; here it is text. */
export const injections: readonly string[] = [
  "'; DROP TABLE decision_board_v3; --",
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.invalid","点击")',
  '${jndi:ldap://x}{{7*7}}%s%n%00../../etc/passwd',
  '\u202e反转\u200b零宽\ufeff',
  '半个\ud800代理',
];
