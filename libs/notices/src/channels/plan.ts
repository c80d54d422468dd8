import type { Way } from '#community/events';
import type { NoticeKind } from '../events.js';
import type { QuietHours } from '../domain/quiet.js';
import type { Channel } from './channel.js';
import type { Contacts } from './contact.js';
import { emailChannel, type EmailOptions } from './email-channel.js';
import { inTurn } from './in-turn.js';
import { smsChannel, type SmsOptions } from './sms-channel.js';
import { webhookChannel, type WebhookOptions } from './webhook-channel.js';

/** Kinds that a group may read: they name no objector and no reply that is owed. */
export const groupKinds = ['posted', 'meetingConvened', 'meetingCancelled', 'stepDecided'] as const;
type GroupKind = (typeof groupKinds)[number] & NoticeKind;

/** What an operator chose. `persons`: in which order a person is tried; none: files and the inbox, as without a plan. */
export type ChannelPlan = Readonly<{
  persons: readonly Way[];
  /** Hours in which neither persons nor groups are written to, unless it cannot wait. */
  quiet?: QuietHours;
  email?: Omit<EmailOptions, 'contacts'>;
  sms?: Omit<SmsOptions, 'contacts'>;
  robots: readonly (WebhookOptions & Readonly<{ kinds: readonly GroupKind[] }>)[];
}>;

/** A channel that writes to a group, and of what. */
export type RobotChannel = Readonly<{ channel: Channel; kinds: readonly GroupKind[] }>;

/** The channels of a plan. `told` is the one that new batches name; `all` holds those that older batches may name too. */
export type Planned = Readonly<{
  told: Channel;
  all: readonly Channel[];
  robots: readonly RobotChannel[];
}>;

/** Makes the channels of a plan; `fallback` is what tells people where the plan names no way. */
export function channelsOf(
  { persons, quiet, email, sms, robots }: ChannelPlan,
  contacts: Contacts,
  fallback: Channel,
): Planned {
  const made = {
    ...(email === undefined ? {} : { email: emailChannel({ ...email, contacts }) }),
    ...(sms === undefined ? {} : { sms: smsChannel({ ...sms, contacts }) }),
  };
  const ways = persons.map((way) => {
    const channel = made[way];
    if (channel === undefined) throw new Error(`the plan tells people by ${way}, and says not how`);
    return channel;
  });
  const keepingQuiet = (channel: Channel): Channel => (quiet === undefined ? channel : { ...channel, quiet });
  const told = ways.length === 0 ? fallback : keepingQuiet(inTurn(ways));
  const groups = robots.map(({ kinds, ...robot }) => ({
    channel: keepingQuiet(webhookChannel(robot)),
    kinds,
  }));
  const others = Object.values(made)
    .filter(({ name }) => name !== told.name)
    .map(keepingQuiet);
  const all = [fallback, ...others, told, ...groups.map(({ channel }) => channel)];
  return { told, all: [...new Set(all)], robots: groups };
}
