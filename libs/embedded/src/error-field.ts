/** A field of a thrown value; by shape, since an error may come from another realm, where `instanceof` fails. */
export function errorField(error: unknown, field: 'code' | 'errcode' | 'message'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
}
