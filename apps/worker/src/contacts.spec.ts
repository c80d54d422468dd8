import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonState } from '#community';
import { openKeyStore, type Engine, type KeyStore } from '#eventing';
import { toSeal } from '#kernel';
import { contactsFrom, dailyFrom } from './contacts.js';

const card = (contact: string | null, joinedInto?: string): PersonState => ({
  ...{ status: 'registered', name: toSeal('person:x', '甲') },
  contact: contact === null ? null : toSeal('person:x', contact),
  ...(joinedInto === undefined ? {} : { joinedInto }),
});
const cards: Readonly<Record<string, PersonState>> = {
  ...{ own: card('1'), none: card(null), joined: card(null, 'own'), round: card(null, 'round') },
  ...{ erased: { status: 'erased' }, both: card('2', 'own') },
  daily: { ...(card('3') as object), daily: true } as unknown as PersonState,
  second: { ...(card(null, 'daily') as object) } as unknown as PersonState,
  choosy: { ...(card('a@b.cn; 13800000000') as object), ways: ['sms'] } as unknown as PersonState,
};

describe('the contacts of persons', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-'));
  let keys: KeyStore;
  beforeAll(async () => {
    keys = await openKeyStore(join(folder, 'keys.sqlite'));
  });
  afterAll(async () => {
    await keys.close();
    rmSync(folder, { recursive: true });
  });

  it('are those on their cards, or on the card of the same human', async () => {
    const load = async (_: string, id: string) => ({ state: cards[id] ?? { status: 'none' } });
    const contacts = contactsFrom({ load } as unknown as Pick<Engine, 'load'>, keys);
    expect(Object.fromEntries(await contacts([...Object.keys(cards), 'stranger']))).toEqual({
      ...{ own: '1', joined: '1', both: '2', choosy: '13800000000', daily: '3', second: '3' },
    });
  });

  it('who wants the digest says so on the card, or on that of the same human', async () => {
    const load = async (_: string, id: string) => ({ state: cards[id] ?? { status: 'none' } });
    const wants = dailyFrom({ load } as unknown as Pick<Engine, 'load'>);
    expect([...(await wants([...Object.keys(cards), 'stranger']))]).toEqual(['daily', 'second']);
  });
});
