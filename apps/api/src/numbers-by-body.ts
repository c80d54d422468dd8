import { registerDecorator } from 'class-validator';

const isEntry = (entry: unknown): boolean =>
  typeof entry === 'object' &&
  entry !== null &&
  Object.keys(entry).every((key) => key === 'number' || key === 'source') &&
  'number' in entry &&
  Number.isInteger(entry.number) &&
  (entry.number as number) > 0 &&
  (entry.number as number) <= 1_000_000 &&
  'source' in entry &&
  typeof entry.source === 'string' &&
  entry.source.length >= 1 &&
  entry.source.length <= 200;

/** Rolls given as numbers: body → {number, source}; at most ten bodies. */
export const IsNumbersByBody = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isNumbersByBody',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length <= 10 &&
        Object.keys(value).every((body) => /^[A-Za-z]{1,40}$/.test(body)) &&
        Object.values(value).every(isEntry),
      defaultMessage: () => '$property is not a list of {number, source} by body',
    },
  });
