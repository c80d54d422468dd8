import { hashOf } from '../templates/composed.js';
import {
  firstAttempt,
  forAll,
  notBegun,
  retryHours,
  type Channel,
  type Group,
  type Told,
} from './channel.js';
import { call } from './http-call.js';
import { callFailure, statusFailure } from './http-failure.js';
import { countdown, pace } from './pace.js';
import type { Reachable } from './reachable.js';
import { robots } from './robots.js';

/** A webhook that writes to a group of people. `url` may hold a key and is never shown. */
export type WebhookOptions = Readonly<{
  name: string;
  preset: keyof typeof robots;
  url: string;
  secret?: string;
  timeOut?: number;
  reachable?: Reachable;
  authority?: string;
  now?: () => number;
}>;

/** Writes to a group; nobody counts as told by it (`personal: false`). Its one recipient stands for the group. */
export function webhookChannel(options: WebhookOptions): Channel {
  const { name, preset, url, secret, timeOut = 15_000, reachable = 'public', now = Date.now } = options;
  const { perSecond, asked, told } = robots[preset];
  const turn = pace(perSecond);
  const way = { method: 'POST' as const, reachable };

  async function post(group: Group): Promise<Told> {
    const left = countdown(timeOut);
    await turn();
    const time = left();
    if (time === undefined) return notBegun;
    const { notice, possiblyTwice, message } = group;
    const { subject, text } = message;
    const saying = { attempt: firstAttempt(group), notice, possiblyTwice, subject, text, at: now() };
    try {
      const { authority } = options;
      const trusted = authority === undefined ? {} : { authority };
      const answer = await call({ ...way, timeOut: time, ...trusted, ...asked(saying, { url, secret }) });
      return statusFailure(answer, now()) ?? told(answer.whole ? answer.body : '', secret);
    } catch (error) {
      return callFailure(error);
    }
  }

  return {
    ...{ name, groupSize: 1, personal: false, receipts: false, timeOut, perSecond, retryFor: retryHours },
    async send(group) {
      return { hash: hashOf(group.message), each: forAll(group.recipients, await post(group)) };
    },
  };
}
