import { registerDecorator } from 'class-validator';

/** Names of at most 200 characters with whole counts, at most 100 of them. */
export const IsCountsByOption = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isCountsByOption',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length <= 100 &&
        Object.entries(value).every(
          ([option, count]) =>
            option.length <= 200 &&
            Number.isInteger(count) &&
            (count as number) >= 0 &&
            (count as number) <= 1_000_000,
        ),
      defaultMessage: () => '$property is not a list of whole counts by option',
    },
  });
