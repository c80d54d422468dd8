import { compose } from '../templates/composed.js';
import { render } from '../templates/render.js';
import type { Group } from '../channels/channel.js';
import type { Contacts } from '../channels/contact.js';

const fields = { title: '修路', replyBy: '2026-03-09' };

/** A group to be told, with a text as templates make it. */
export const groupOf = (recipients: readonly string[], more: Partial<Group> = {}): Group => ({
  ...{ attempt: 'a1', repeats: null, batch: 'b1', notice: 'n1', possiblyTwice: false, recipients },
  ...{ text: render('objectionFiled', 2, fields), message: compose('objectionFiled', 2, fields) },
  ...more,
});

/** Contacts that lie open. */
export const contactsIn =
  (all: Readonly<Record<string, string>>): Contacts =>
  async (persons) =>
    new Map(persons.flatMap((one): [string, string][] => (all[one] === undefined ? [] : [[one, all[one]]])));
