import type { Decider, Issued, Sealed } from '#kernel';
import { conflict, forbidden, invalid, missing, never } from '#kernel';
import { dayOf } from '#procedure';
import type { PersonCommand, PersonEvent, PersonState } from '../events.js';
import { mustName, mustSay, mustSaySealed } from './checks.js';
import type { OfficeFacts } from './facts.js';
import { isRegistrar, mustBeRegistrar, operator } from './registrar.js';

type Registered = Extract<PersonState, { status: 'registered' }>;
type Given<T extends PersonCommand['type']> = Issued<Extract<PersonCommand, { type: T }>, OfficeFacts>;

/** Who may register persons without an office: the operator and his import. */
const operators: readonly string[] = [operator, 'system:import'];

function gone(): never {
  return conflict(
    'person.erased',
    '该人的个人信息已经删除,密钥不能再造。',
    'The personal data of this person were erased; their key is never made again.',
    { article: '个人信息保护法 §47' },
  );
}

function registered(state: PersonState): Registered {
  if (state.status === 'erased') return gone();
  if (state.status === 'registered') return state;
  return missing('person.unknown', '没有登记此人:请先登记。', 'No such person: register the person first.');
}

const isPersonKey = ({ key }: Sealed): boolean => /^person:[\w-]{1,100}$/.test(key);

function register(
  { data, by, facts, at }: Given<'RegisterPerson'>,
  state: PersonState,
): readonly PersonEvent[] {
  if (state.status === 'erased') gone();
  if (state.status === 'registered')
    conflict('person.exists', '此人已经登记。', 'This person is already registered.');
  if (!operators.includes(by.person)) mustBeRegistrar(facts, by, dayOf(at));
  const { name, contact = null, identity } = data;
  if (name.sealed === 'open') mustSay('name', name.text, 100);
  if (!isPersonKey(name) || (contact !== null && contact.key !== name.key))
    invalid(
      'person.keyUnfit',
      '姓名与联系方式须以本人密钥封存。',
      'Name and contact are sealed under the key of the person.',
    );
  return [{ type: 'PersonRegistered', data: { name, contact, identity } }];
}

function mint({ data, by }: Given<'MintToken'>, state: PersonState): readonly PersonEvent[] {
  registered(state);
  if (by.person !== 'system:cli')
    forbidden(
      'person.tokenByCliOnly',
      '令牌只能在服务器命令行签发。',
      'Tokens are minted at the server’s command line only.',
    );
  const { tokenId, audience, expires, purpose } = data;
  mustName('tokenId', tokenId);
  mustSay('audience', audience, 200);
  mustSay('purpose', purpose);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(expires))
    invalid('person.expiryUnfit', '令牌须有到期时刻。', 'A token has an instant at which it expires.');
  return [{ type: 'TokenMinted', data: { tokenId, audience, expires, purpose } }];
}

function join({ data, by, facts, at }: Given<'JoinPersons'>, state: PersonState): readonly PersonEvent[] {
  const person = registered(state);
  mustBeRegistrar(facts, by, dayOf(at));
  mustName('into', data.into);
  mustSaySealed('reason', data.reason);
  if (person.name.key === `person:${data.into}`)
    invalid('person.joinedToItself', '不能与自身合并。', 'A person cannot be joined to itself.');
  if (person.joinedInto !== undefined)
    conflict('person.alreadyJoined', '此人已经合并。', 'This person is already joined to another.', {
      details: { into: person.joinedInto },
    });
  return [{ type: 'PersonsJoined', data: { into: data.into, reason: data.reason } }];
}

/** Refuses whoever is neither the person nor a registrar. */
function mustBeOwn(
  { by, facts, at }: Given<'SetContact'> | Given<'SetNoticePreferences'> | Given<'ErasePerson'>,
  key: string,
  [zh, en, article]: readonly [zh: string, en: string, article: string],
): void {
  if (key !== `person:${by.person}` && !isRegistrar(facts, by, dayOf(at)))
    forbidden('person.notYours', zh, en, { article });
}

/** SetContact: by the person, or by a registrar who was told; sealed under the person's key as the first one was. */
function setContact(command: Given<'SetContact'>, state: PersonState): readonly PersonEvent[] {
  const { key } = registered(state).name;
  mustBeOwn(command, key, [
    '联系方式由本人或登记员更改。',
    'How a person is reached the person or a registrar says.',
    '个人信息保护法 §46',
  ]);
  const { contact, ways } = command.data;
  if (contact !== null && contact.key !== key)
    invalid(
      'person.keyUnfit',
      '联系方式须以本人密钥封存。',
      'A contact is sealed under the key of the person.',
    );
  if (contact?.sealed === 'open') mustSay('contact', contact.text, 200);
  if (new Set(ways).size !== ways.length || (contact === null && ways.length > 0))
    invalid(
      'person.waysUnfit',
      '各渠道只列一次;没有联系方式的不列渠道。',
      'A way is named once, and none where there is no contact.',
      { details: { ways } },
    );
  return [{ type: 'ContactSet', data: { contact, ways } }];
}

/** At most so many boards are followed by one person. */
const mostFollowed = 20;

/** SetNoticePreferences: what the rules say that a person must be told is told all the same. */
function setPreferences(command: Given<'SetNoticePreferences'>, state: PersonState): readonly PersonEvent[] {
  const { key } = registered(state).name;
  mustBeOwn(command, key, [
    '通知方式由本人或登记员设置。',
    'How a person is told the person or a registrar says.',
    '个人信息保护法 §44',
  ]);
  const { daily } = command.data;
  const follows = [...new Set(command.data.follows)].sort();
  const unknown = follows.filter((id) => command.facts[`followed:${id}`]?.state.status !== 'formed');
  if (unknown.length > 0)
    missing('person.followsUnknown', '所关注的社区不存在。', 'A community to be followed does not exist.', {
      details: { unknown },
    });
  if (follows.length > mostFollowed)
    invalid(
      'person.followsTooMany',
      `至多关注 ${mostFollowed} 个社区。`,
      `At most ${mostFollowed} communities are followed.`,
      { details: { most: mostFollowed } },
    );
  return [{ type: 'NoticePreferencesSet', data: { daily, follows } }];
}

function erase(command: Given<'ErasePerson'>, state: PersonState): readonly PersonEvent[] {
  const { data } = command;
  const { key } = registered(state).name;
  mustBeOwn(command, key, [
    '只有本人或登记员可以申请删除个人信息。',
    'Only the person or a registrar may have personal data erased.',
    '个人信息保护法 §47',
  ]);
  mustSaySealed('reason', data.reason);
  return [{ type: 'PersonErased', data: { reason: data.reason, key } }];
}

function decide(command: Issued<PersonCommand, OfficeFacts>, state: PersonState): readonly PersonEvent[] {
  switch (command.type) {
    case 'RegisterPerson':
      return register(command, state);
    case 'MintToken':
      return mint(command, state);
    case 'JoinPersons':
      return join(command, state);
    case 'SetContact':
      return setContact(command, state);
    case 'SetNoticePreferences':
      return setPreferences(command, state);
    case 'ErasePerson':
      return erase(command, state);
    default:
      return never(command);
  }
}

function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'PersonRegistered':
      return { status: 'registered', name: event.data.name, contact: event.data.contact };
    case 'TokenMinted':
      return state;
    case 'PersonsJoined':
      return state.status === 'registered' ? { ...state, joinedInto: event.data.into } : state;
    case 'ContactSet':
      return state.status === 'registered' ? { ...state, ...event.data } : state;
    case 'NoticePreferencesSet':
      return state.status === 'registered' ? { ...state, daily: event.data.daily } : state;
    case 'PersonErased':
      return { status: 'erased' };
    default:
      return never(event);
  }
}

/** A human under an opaque id, with the name and contact sealed. */
export const person: Decider<PersonCommand, PersonEvent, PersonState, OfficeFacts> = {
  decide,
  evolve,
  initialState: { status: 'none' },
};
