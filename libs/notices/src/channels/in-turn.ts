import { createHash } from 'node:crypto';
import { retryHours, type Channel, type Sent, type Told } from './channel.js';

type Failure = Extract<Told, { state: 'failed' }>['class'];

const hasFailed = (told: Told | undefined, kind: Failure): boolean =>
  told?.state === 'failed' && told.class === kind;

const outcomesOf = ({ each }: Sent, recipients: readonly string[]): Readonly<Record<string, Told>> =>
  each ?? Object.fromEntries(recipients.map((person): [string, Told] => [person, { state: 'sent' }]));

/**
 * Several channels as one: each person by the first that can reach him, by the next where one has failed for good, or for
 * so long that it is not waited for any more: then a failure of the next leaves the first one's chance as it is. In a
 * repeat each is tried as before, and knows its own messages by the same ids. Channels answer for each person.
 */
export function inTurn(channels: readonly Channel[]): Channel {
  const [first] = channels;
  if (first === undefined) throw new Error('no channel is named');
  if (channels.length === 1) return first;
  const least = (of: (one: Channel) => number): number => Math.min(...channels.map(of));
  return {
    name: channels.map(({ name }) => name).join('+'),
    groupSize: least((one) => one.groupSize),
    personal: channels.every((one) => one.personal),
    receipts: channels.some((one) => one.receipts),
    timeOut: channels.reduce((sum, one) => sum + one.timeOut, 0),
    perSecond: least((one) => one.perSecond),
    retryFor: retryHours,
    async send(group) {
      const each: Record<string, Told> = {};
      const hashes: string[] = [];
      let left = group.recipients;
      for (const channel of channels) {
        if (left.length === 0) break;
        const sent = await channel.send({ ...group, recipients: left });
        const outcomes = outcomesOf(sent, left);
        for (const person of left)
          if (!hasFailed(each[person], 'temporary') || outcomes[person]?.state !== 'failed')
            Object.assign(each, { [person]: outcomes[person] });
        if (left.some((person) => outcomes[person]?.state === 'sent')) hashes.push(sent.hash);
        left = left.filter(
          (person) =>
            hasFailed(outcomes[person], 'permanent') ||
            (hasFailed(outcomes[person], 'temporary') && group.waiting?.includes(person)),
        );
      }
      const [hash, ...more] = hashes;
      if (hash !== undefined && more.length === 0) return { hash, each };
      // Two texts went out: the hash of both, in their order.
      return { hash: createHash('sha256').update(hashes.join('\n')).digest('hex'), each };
    },
    ...(channels.length > 0 && channels.every((one) => one.asks !== undefined)
      ? {
          async asks(attempt: string) {
            for (const channel of channels) {
              const answer = (await channel.asks?.(attempt)) ?? 'unknown';
              if (answer !== 'unknown') return answer;
            }
            return 'unknown' as const;
          },
        }
      : {}),
  };
}
