import type { Way } from '#community/events';

/** Opens the contacts of these persons, for one sending; who has none, or was erased, is not in the answer. */
export type Contacts = (persons: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What a contact holds: an e-mail address, a mainland mobile number (11 digits) or one with its country (`+…`). */
export type Reach = Readonly<{ email?: string; phone?: string }>;

const email =
  /(?<![\w.+@-])[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?![\w@-])/;
const mainland = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const abroad = /^\+[1-9]\d{6,14}$/;

function phoneIn(text: string): string | undefined {
  for (const part of text.split(/[;；,，、/|\n]+/)) {
    const digits = part.replaceAll(/[^\d+]/g, '');
    const [, number] = mainland.exec(digits) ?? [];
    if (number !== undefined) return number;
    if (abroad.test(digits)) return digits;
  }
  return undefined;
}

/** Reads a contact as people write one: a number with spaces, an address, or both. Only ASCII addresses are taken. */
export function reachOf(contact: string): Reach {
  const [address] = email.exec(contact) ?? [];
  const usable = address !== undefined && address.length <= 254 ? address : undefined;
  const phone = phoneIn(address === undefined ? contact : contact.replace(address, ';'));
  return { ...(usable === undefined ? {} : { email: usable }), ...(phone === undefined ? {} : { phone }) };
}

/** The contact with nothing but the addresses of these ways; all of it where none is named, or it has none of them. */
export function preferred(contact: string, ways: readonly Way[]): string {
  const { email: address, phone } = reachOf(contact);
  const kept = [
    ...(ways.includes('email') && address !== undefined ? [address] : []),
    ...(ways.includes('sms') && phone !== undefined ? [phone] : []),
  ];
  return kept.length === 0 ? contact : kept.join('; ');
}
