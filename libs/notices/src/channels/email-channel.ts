import MailComposer from 'nodemailer/lib/mail-composer';
import { uuidV5 } from '#eventing';
import { hashOf } from '../templates/composed.js';
import { within } from '../within.js';
import {
  contactsAway,
  firstAttempt,
  forAll,
  notBegun,
  retryHours,
  type Channel,
  type Group,
  type Told,
} from './channel.js';
import { reachOf, type Contacts } from './contact.js';
import { pace } from './pace.js';
import { smtpSession, type SmtpServer } from './smtp-session.js';

/** `from`: the sender's address; `perSecond`: messages that the server takes; `timeOut`: milliseconds for one group. */
export type EmailOptions = Readonly<{
  server: SmtpServer;
  from: string;
  fromName?: string;
  perSecond?: number;
  timeOut?: number;
  /** Whether the provider reports bounces by signed callback. */
  receipts?: boolean;
  contacts: Contacts;
}>;

const largestGroup = 20;

/** The same for a message and its repeat, so that both are seen to be one; nothing can be read from it. */
export const messageIdOf = (group: Group, person: string, from: string): string =>
  `<${uuidV5(`${firstAttempt(group)}/${person}`)}@${from.slice(from.lastIndexOf('@') + 1)}>`;

function composed(group: Group, person: string, to: string, { from, fromName }: EmailOptions) {
  const { subject, text, html } = group.message;
  return new MailComposer({
    from: { name: fromName ?? '', address: from },
    to: { name: '', address: to },
    ...{ subject, text, html, messageId: messageIdOf(group, person, from) },
    // RFC 3834: no out-of-office answers to a machine
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
    .compile()
    .build();
}

/** Tells by e-mail: one message per person over one connection per group, plain text and HTML. */
export function emailChannel(options: EmailOptions): Channel {
  const { server, from, contacts, perSecond = 10, timeOut = 30_000, receipts = false } = options;
  const turn = pace(perSecond);
  const limit = timeOut / 6;

  /** The groups' outcomes; a server that is away or refuses us is asked once, not once for each person. */
  async function sendAll(group: Group, addresses: ReadonlyMap<string, string>, begun: number) {
    const each: Record<string, Told> = {};
    const session = smtpSession(server, limit);
    try {
      for (const [index, person] of group.recipients.entries()) {
        const to = reachOf(addresses.get(person) ?? '').email;
        if (to === undefined) {
          each[person] = { state: 'failed', class: 'permanent', reason: 'noAddress' };
          continue;
        }
        await turn();
        // Reaching the server and sending may take two limits; who would not be told by then waits for the next try.
        if (performance.now() - begun > timeOut - 2.5 * limit) {
          Object.assign(each, forAll(group.recipients.slice(index), notBegun));
          break;
        }
        const raw = await composed(group, person, to, options);
        const { told, broken } = await session.send({ from, to, raw });
        each[person] = told;
        if (!broken) continue;
        Object.assign(each, forAll(group.recipients.slice(index), told));
        break;
      }
    } finally {
      session.close();
    }
    return each;
  }

  return {
    name: 'email',
    // As many as can be sent in a third of the time at this rate, so that a slow one does not overrun it.
    groupSize: Math.max(1, Math.min(largestGroup, Math.floor((perSecond * timeOut) / 3_000))),
    ...{ personal: true, receipts, timeOut, perSecond, retryFor: retryHours },
    async send(group) {
      const hash = hashOf(group.message);
      const begun = performance.now();
      const opened = within(contacts(group.recipients), limit);
      const addresses = await opened.catch(() => undefined);
      const each =
        addresses === undefined
          ? forAll(group.recipients, contactsAway)
          : await sendAll(group, addresses, begun);
      return { hash, each };
    },
  };
}
