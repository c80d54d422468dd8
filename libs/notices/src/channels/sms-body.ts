import { invalid } from '#kernel';

/** How a message is written for the gateway: a JSON document or form fields, with `{phone}` and the like in its texts. */
export type SmsBody =
  | Readonly<{ kind: 'json'; template: unknown }>
  | Readonly<{ kind: 'form'; fields: Readonly<Record<string, string>> }>;

const known = ['phone', 'text', 'subject', 'attempt', 'receipt', 'timestamp'] as const;
/** What may stand in a body. `attempt` is the id by which the gateway knows a repeat, `receipt` the one that it reports by. */
export type SmsValues = Readonly<Record<(typeof known)[number], string>>;

const placeholder = /\{(\w+)\}/g;
const isKnown = (name: string): name is keyof SmsValues => known.some((one) => one === name);

const fill = (text: string, values: SmsValues): string =>
  text.replaceAll(placeholder, (_, name: string) =>
    isKnown(name)
      ? values[name]
      : invalid(
          'sms.placeholderUnknown',
          `短信报文模板中的 {${name}} 不认识；可用：${known.join('、')}`,
          `The body of the SMS gateway names {${name}}, which is not known; use ${known.join(', ')}`,
        ),
  );

/** Only texts inside are filled, so that no value can change the shape of the document. */
function filledIn(value: unknown, values: SmsValues): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((one) => filledIn(one, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledIn(one, values)]));
}

/** The body as text, with its content type; a Rejection names a placeholder that nobody knows. */
export function bodyOf(body: SmsBody, values: SmsValues): Readonly<{ type: string; text: string }> {
  if (body.kind === 'json')
    return { type: 'application/json', text: JSON.stringify(filledIn(body.template, values)) };
  const fields = Object.entries(body.fields).map(([name, text]): [string, string] => [
    name,
    fill(text, values),
  ]);
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
}
