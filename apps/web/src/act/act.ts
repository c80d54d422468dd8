import type { CommandPath } from '../api/client';
import type { Text } from '../frame/i18n';

/** A field of a form. `yuan`: typed in yuan, sent in fen; `file`: uploaded, its hash is sent. */
export type Field = Readonly<{
  name: string;
  kind: 'day' | 'line' | 'long' | 'yuan' | 'percent' | 'number' | 'choice' | 'file';
  label: Text;
  value?: string | number;
  choices?: readonly Readonly<{ value: string; label: Text }>[];
}>;

export type Filled = Readonly<Record<string, unknown>>;

/** Something that may be done: its command, and what has to be filled in. */
export type Act = Readonly<{
  key: string;
  title: Text;
  path: CommandPath;
  at: Readonly<Record<string, string>>;
  fields: readonly Field[];
  /** The body from what was filled in; as it is where nothing else is said. */
  body?: (filled: Filled) => object | Promise<object>;
}>;

export const day = (name: string, zh: string, en: string, value: string): Field => ({
  name,
  kind: 'day',
  label: { zh, en },
  value,
});
export const line = (name: string, zh: string, en: string, value?: string): Field => ({
  ...{ name, kind: 'line', label: { zh, en } },
  ...(value === undefined ? {} : { value }),
});
export const long = (name: string, zh: string, en: string, value?: string): Field => ({
  ...line(name, zh, en, value),
  kind: 'long',
});
export const reason = line('reason', '原因', 'Reason');
export const choice = (
  name: string,
  zh: string,
  en: string,
  choices: NonNullable<Field['choices']>,
): Field => ({
  ...{ name, kind: 'choice', label: { zh, en }, choices },
  value: choices[0]?.value ?? '',
});
export const option = (value: string, zh: string, en: string) => ({ value, label: { zh, en } });

/** The body of an act from what stands in its form. */
export const bodyOf = async (act: Act, filled: Filled): Promise<object> =>
  act.body === undefined ? filled : act.body(filled);

/** What stands in a form for asking, where nothing was filled in yet. */
export const stand = (act: Act): Filled =>
  Object.fromEntries(
    act.fields.map(({ name, kind, value }) => {
      if (value !== undefined && value !== '') return [name, value];
      return [name, kind === 'yuan' ? 1 : kind === 'file' ? '0'.repeat(64) : '…'];
    }),
  );
