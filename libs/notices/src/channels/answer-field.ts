/** The value at a dotted path of a JSON text (`result.code`), as text; undefined when it is not there or is no scalar. */
export function fieldAt(json: string, path: string): string | undefined {
  let at: unknown;
  try {
    at = JSON.parse(json);
  } catch {
    // What is no JSON has no field; the caller says that the answer cannot be read.
    return undefined;
  }
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at) : undefined;
}

/** A provider's code or id as a reason or id of ours; undefined when it could hold what must not be kept. */
export function codeOf(value: string | undefined, secrets: readonly string[]): string | undefined {
  if (value === undefined || !/^[\w.:-]{1,64}$/.test(value)) return undefined;
  return secrets.some((secret) => secret !== '' && value.includes(secret)) ? undefined : value;
}
