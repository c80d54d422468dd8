import type { Channel, Group, Told } from './channel.js';
import { inTurn } from './in-turn.js';
import { groupOf } from '../testing/group.js';

const sent: Told = { state: 'sent' };
const failed = (kind: 'temporary' | 'permanent' | 'technical'): Told => ({
  ...{ state: 'failed', class: kind, reason: 'x' },
});
function way(name: string, groupSize: number, outcomes: Readonly<Record<string, Told>>) {
  const groups: Group[] = [];
  const channel: Channel = {
    ...{ name, groupSize, personal: true, receipts: false, timeOut: 1_000, perSecond: 1, retryFor: 72 },
    async send(group) {
      groups.push(group);
      const each = group.recipients.map((one): [string, Told] => [one, outcomes[one] ?? sent]);
      return { hash: `hash of ${name}`, each: Object.fromEntries(each) };
    },
  };
  return { channel, groups };
}

describe('several channels in turn', () => {
  it('tell each by the first that reaches him; only what failed for good goes on', async () => {
    const unknown: Told = { state: 'unknown', reason: 'x' };
    const mail = way('email', 20, {
      ...{ none: failed('permanent'), busy: failed('temporary'), broken: failed('technical'), lost: unknown },
      nowhere: failed('permanent'),
    });
    const sms = way('sms', 1, { nowhere: failed('permanent') });
    const both = inTurn([mail.channel, sms.channel]);
    const group = groupOf(['a', 'none', 'busy', 'broken', 'lost', 'nowhere']);
    const { each } = await both.send(group);
    expect(sms.groups.map(({ recipients }) => recipients)).toEqual([['none', 'nowhere']]);
    expect(each).toEqual({
      ...{ a: sent, none: sent, busy: failed('temporary'), broken: failed('technical'), lost: unknown },
      nowhere: failed('permanent'),
    });
    expect(both).toMatchObject({ name: 'email+sms', groupSize: 1, personal: true, timeOut: 2_000 });
    expect((await both.send(groupOf(['a']))).hash).toBe('hash of email');
  });

  it('after hours of temporary failures the next one is tried besides; that it fails takes no chance from the first', async () => {
    const busy = failed('temporary');
    const mail = way('email', 20, { long: busy, short: busy, nowhere: busy, both: busy });
    const sms = way('sms', 1, { nowhere: failed('permanent'), both: failed('temporary') });
    const group = { ...groupOf(['long', 'short', 'nowhere', 'both']), waiting: ['long', 'nowhere', 'both'] };
    const { each, hash } = await inTurn([mail.channel, sms.channel]).send(group);
    expect(sms.groups.map(({ recipients }) => recipients)).toEqual([['long', 'nowhere', 'both']]);
    expect(each).toEqual({ long: sent, short: busy, nowhere: busy, both: busy });
    expect(hash).toBe('hash of sms');
  });

  it('of one is that one; of none is refused', () => {
    const { channel } = way('email', 20, {});
    expect(inTurn([channel])).toBe(channel);
    expect(() => inTurn([])).toThrow('no channel');
  });

  it('are asked only where each can tell', async () => {
    const [mail, sms] = [way('email', 20, {}).channel, way('sms', 1, {}).channel];
    expect(inTurn([mail, { ...sms, asks: async () => 'unknown' }]).asks).toBeUndefined();
    const asks = async () => ({ hash: 'h' });
    const both = inTurn([
      { ...mail, asks: async () => 'unknown' },
      { ...sms, asks },
    ]);
    expect(await both.asks?.('a')).toEqual({ hash: 'h' });
  });
});
