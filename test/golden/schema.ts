/** The part of JSON Schema that docs/catalog/events.schema.json uses; any other keyword is an error. */
export type Schema = Readonly<{
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | readonly Schema[];
  minItems?: number;
  maxItems?: number;
  description?: string;
}>;

const known = new Set([
  ...['type', 'const', 'enum', 'anyOf', 'properties', 'required', 'additionalProperties'],
  ...['items', 'minItems', 'maxItems', 'description'],
]);

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function inObject(schema: Schema, value: object, at: string): readonly string[] {
  const { properties = {}, required = [], additionalProperties: more } = schema;
  const lacking = required.filter((name) => !(name in value)).map((name) => `${at}/${name} is missing`);
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const own = properties[name];
    if (own) return faults(own, one, `${at}/${name}`);
    if (more === false) return [`${at}/${name} is not in the catalog`];
    return typeof more === 'object' ? faults(more, one, `${at}/${name}`) : [];
  });
  return [...lacking, ...inner];
}

function inArray(
  { items, minItems = 0, maxItems = Infinity }: Schema,
  value: readonly unknown[],
  at: string,
) {
  const length =
    value.length < minItems || value.length > maxItems ? [`${at} has ${value.length} items`] : [];
  const inner = value.flatMap((one, index) => {
    const own = Array.isArray(items) ? (items as readonly Schema[])[index] : (items as Schema | undefined);
    return own ? faults(own, one, `${at}/${index}`) : [];
  });
  return [...length, ...inner];
}

/** What is wrong with a value, each with its place; nothing when it is as the schema says. */
export function faults(schema: Schema, value: unknown, at = ''): readonly string[] {
  const strange = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (strange.length > 0) throw new Error(`the catalog's schema uses ${strange.join(', ')}: teach it here`);
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => faults(one, value, at));
    if (!tries.some((one) => one.length === 0))
      return [`${at} fits none of ${tries.length}: ${tries[0]?.[0]}`];
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return [`${at} is no ${types.join(' or ')}`];
  if ('const' in schema && schema.const !== value) return [`${at} is not ${JSON.stringify(schema.const)}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join(', ')}`];
  if (Array.isArray(value)) return inArray(schema, value, at);
  return typeof value === 'object' && value !== null ? inObject(schema, value, at) : [];
}
