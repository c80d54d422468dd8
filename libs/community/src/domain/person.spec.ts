import { toSeal, type Sealed } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState, PersonCommand, PersonEvent } from '../events.js';
import { person } from './person.js';
import { facts, why } from './testing.js';

const name: Sealed = { sealed: 'closed', key: 'person:p1', box: 'b', digest: 'd' };
const register: PersonCommand = {
  type: 'RegisterPerson',
  data: { name: toSeal('person:p1', '居民0001'), identity: 'document' },
};
const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { name, contact: null, identity: 'document' },
};
const there = given(person, registered);

describe('registering', () => {
  it.each(['system:init', 'system:import', 'registrar', 'over-registrar'])('%s may', (by) => {
    expect(given(person).when(register, { by, facts }).events()).toHaveLength(1);
  });

  it.each(['stranger', 'system:reactor', 'p1'])('%s may not', (by) => {
    given(person).when(register, { by, facts }).refused('community.notRegistrar');
  });

  it('happens once, and never after erasure', () => {
    there.when(register, { by: 'system:init' }).refused('person.exists');
    given(person, registered, { type: 'PersonErased', data: { reason: why, key: 'person:p1' } })
      .when(register, { by: 'system:init' })
      .refused('person.erased');
  });

  it('the name is sealed under the key of a person, the contact under the same', () => {
    const under = (key: string, contactKey: string): PersonCommand => ({
      type: 'RegisterPerson',
      data: { name: toSeal(key, '甲'), contact: toSeal(contactKey, '1'), identity: 'document' },
    });
    given(person).when(under('item:p1', 'item:p1'), { by: 'system:init' }).refused('person.keyUnfit');
    given(person).when(under('person:p1', 'person:p2'), { by: 'system:init' }).refused('person.keyUnfit');
  });
});

describe('tokens', () => {
  const mint: PersonCommand = {
    type: 'MintToken',
    data: { tokenId: 't1', audience: 'siyi', expires: '2026-04-01T00:00:00Z', purpose: 'demo' },
  };

  it('are minted at the command line only, each an event', () => {
    there.when(mint, { by: 'system:cli' }).then({ type: 'TokenMinted', data: mint.data });
    there.when(mint, { by: 'p1' }).refused('person.tokenByCliOnly');
    given(person).when(mint, { by: 'system:cli' }).refused('person.unknown');
  });
});

describe('joining', () => {
  const join = (into: string): PersonCommand => ({ type: 'JoinPersons', data: { into, reason: why } });

  it('is recorded by a registrar, once, never to itself', () => {
    const joined = there.when(join('p2'), { by: 'registrar', facts }).and();
    expect(joined.state).toMatchObject({ joinedInto: 'p2' });
    joined.when(join('p3'), { by: 'registrar', facts }).refused('person.alreadyJoined');
    there.when(join('p1'), { by: 'registrar', facts }).refused('person.joinedToItself');
    there.when(join('p2'), { by: 'p1', facts }).refused('community.notRegistrar');
  });
});

describe('how a person is reached', () => {
  const contact = toSeal('person:p1', '13900000000');
  const set = (
    data: Partial<Extract<PersonCommand, { type: 'SetContact' }>['data']> = {},
  ): PersonCommand => ({
    type: 'SetContact',
    data: { contact, ways: ['sms'], ...data },
  });

  it.each(['p1', 'registrar'])('%s says it, as often as it changes', (by) => {
    const { state } = there.when(set(), { by, facts }).and();
    expect(state).toMatchObject({ contact, ways: ['sms'] });
    const none = there
      .when(set(), { by, facts })
      .and()
      .when(set({ contact: null, ways: [] }), { by, facts });
    expect(none.and().state).toMatchObject({ contact: null, ways: [] });
  });
  it('nobody else, and not after erasure', () => {
    for (const by of ['p2', 'stranger', 'system:reactor'])
      expect(there.when(set(), { by, facts }).refused('person.notYours').kind).toBe('forbidden');
    const erased = given(person, registered, {
      type: 'PersonErased',
      data: { reason: why, key: 'person:p1' },
    });
    erased.when(set(), { by: 'p1' }).refused('person.erased');
    given(person).when(set(), { by: 'p1' }).refused('person.unknown');
  });
  it('sealed under the key of the person, no blank, each way once and none without a contact', () => {
    const refused = (data: Parameters<typeof set>[0], code: string) =>
      there.when(set(data), { by: 'p1' }).refused(code);
    refused({ contact: toSeal('person:p2', '1') }, 'person.keyUnfit');
    refused({ contact: toSeal('item:x', '1') }, 'person.keyUnfit');
    refused({ contact: toSeal('person:p1', ' ') }, 'community.textMissing');
    refused({ ways: ['sms', 'sms'] }, 'person.waysUnfit');
    refused({ contact: null, ways: ['sms'] }, 'person.waysUnfit');
  });
});

describe('how a person wants to be told', () => {
  const set = (follows: readonly string[], daily = true): PersonCommand => ({
    type: 'SetNoticePreferences',
    data: { daily, follows },
  });
  const formed = (...ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [`followed:${id}`, fact({ status: 'formed' })]));
  const fact = (state: object) => ({ stream: 'community-c', revision: 1, state: state as CommunityState });

  it.each(['p1', 'registrar'])('%s says it: what informs once a day or at once, and whose boards', (by) => {
    const said = there.when(set(['c', 'b', 'c']), { by, facts: { ...facts, ...formed('b', 'c') } });
    said.then({ type: 'NoticePreferencesSet', data: { daily: true, follows: ['b', 'c'] } });
    expect(said.and().state).toMatchObject({ daily: true });
    expect(said.and().when(set([], false), { by, facts }).and().state).toMatchObject({ daily: false });
  });

  it('nobody else, of communities that exist, of twenty at most', () => {
    there.when(set([]), { by: 'p2', facts }).refused('person.notYours');
    const unknown = { 'followed:c': fact({ status: 'none' }) };
    there.when(set(['c']), { by: 'p1', facts: unknown }).refused('person.followsUnknown');
    there.when(set(['c']), { by: 'p1' }).refused('person.followsUnknown');
    const many = Array.from({ length: 21 }, (_, n) => `c${n}`);
    there.when(set(many), { by: 'p1', facts: formed(...many) }).refused('person.followsTooMany');
  });
});

describe('erasure (个人信息保护法 §47)', () => {
  const erase: PersonCommand = { type: 'ErasePerson', data: { reason: why } };

  it.each(['p1', 'registrar'])('%s may ask for it; the event names the key to destroy', (by) => {
    there.when(erase, { by, facts }).then({ type: 'PersonErased', data: { reason: why, key: 'person:p1' } });
  });

  it('its reason is no blank and does not stand under the key that is destroyed', () => {
    const because = (key: string, text: string): PersonCommand => ({
      type: 'ErasePerson',
      data: { reason: toSeal(key, text) },
    });
    there.when(because('item:r', ' '), { by: 'p1' }).refused('community.textMissing');
    there.when(because('person:p1', '本人申请'), { by: 'p1' }).refused('community.keyUnfit');
  });

  it('nobody else, and only once', () => {
    expect(there.when(erase, { by: 'p2', facts }).refused('person.notYours').kind).toBe('forbidden');
    there.when(erase, { by: 'p1' }).and().when(erase, { by: 'p1' }).refused('person.erased');
  });
});
