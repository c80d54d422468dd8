import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import {
  communityAggregate,
  organizationAggregate,
  personAggregate,
  sampleDistrict,
  type CommunityState,
} from '#community';
import { codec, Engine, openKeyStore, personIdOf, uuidV5, type Clock } from '#eventing';
import { memoryLog } from '#eventing/testing';
import type { Sealed } from '#kernel';
import { seatsOn } from '#procedure';
import type { ReadModels } from '#read-models';
import { createApi } from './app.js';

const idOf = (name: string): string => uuidV5(`sample/${name}`);
const clock: Clock = { now: () => '2026-03-02T01:00:00.000Z' };
const [registrar, community] = [idOf('person/street01/registrar'), idOf('community/F1')];
const office = idOf('organization/street01');
const wanted = new Set([community, idOf('organization/district'), office]);

const folder = mkdtempSync(join(tmpdir(), 'api-'));
const keys = await openKeyStore(join(folder, 'keys.sqlite'));
const log = memoryLog();
const aggregates = [personAggregate, organizationAggregate, communityAggregate];
const engine = new Engine({ log, keys, clock, aggregates });
let app: NestFastifyApplication;
let signing: CryptoKey;

beforeAll(async () => {
  for (const { id, by, command, category, name } of sampleDistrict({ idOf }))
    if (wanted.has(id))
      await engine.execute({ category, id, command, by: { person: by }, commandId: uuidV5(name) });
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  signing = privateKey;
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] });
  app = await createApi({
    engine,
    log,
    keys,
    clock,
    // Commands work while PostgreSQL is away; here it is never there.
    readModels: {} as ReadModels,
    tokens: { keys: jwks, issuer: 'siyi', audience: 'siyi' },
    attachments: folder,
    health: { read: () => Promise.resolve({ ready: true, parts: {} }) },
  });
});
afterAll(async () => {
  await app.close();
  await keys.close();
  rmSync(folder, { recursive: true });
});

async function post(person: string, url: string, payload: object) {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(person)
    .setIssuer('siyi')
    .setAudience('siyi')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(signing);
  const headers = { authorization: `Bearer ${token}` };
  const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/${url}`, headers, payload });
  return [statusCode, (JSON.parse(body) as { code?: string }).code] as const;
}

const register = (communityNumber: string, more: object = {}) =>
  post(registrar, 'persons', { name: '居民甲', contact: '13800000000', communityNumber, ...more });
const idFor = (number: string): string => personIdOf(keys, `communityNumber:${number}`);

describe('a registrar acts by his office', () => {
  it('registers, joins and erases where he names it, and not where he does not', async () => {
    expect(await register('1')).toEqual([403, 'community.notRegistrar']);
    for (const number of ['1', '2']) expect(await register(number, { office })).toEqual([201, undefined]);
    const joining = { into: idFor('2'), reason: '同一人王某两张证件' };
    expect(await post(registrar, `persons/${idFor('1')}/joining`, joining)).toEqual([
      403,
      'community.notRegistrar',
    ]);
    expect(await post(registrar, `persons/${idFor('1')}/joining`, { ...joining, office })).toEqual([
      200,
      undefined,
    ]);
    const erasure = { reason: '王某申请' };
    expect(await post(registrar, `persons/${idFor('1')}/erasure`, erasure)).toEqual([403, 'person.notYours']);
    expect(await post(registrar, `persons/${idFor('1')}/erasure`, { ...erasure, office })).toEqual([
      200,
      undefined,
    ]);
  });

  it('a person erases himself without any office, and nobody else', async () => {
    await register('3', { office });
    const reason = '搬离本市';
    expect(await post(idFor('2'), `persons/${idFor('3')}/erasure`, { reason })).toEqual([
      403,
      'person.notYours',
    ]);
    expect(await post(idFor('3'), `persons/${idFor('3')}/erasure`, { reason })).toEqual([200, undefined]);
  });
});

it('why a seat ended, or who was found to be whom, is in the log, sealed under a key of its own', async () => {
  const state = (await engine.load('community', community)).state as CommunityState;
  const [seat] = state.status === 'formed' ? seatsOn(state, '2026-03-01', ['members']) : [];
  if (seat === undefined) throw new Error('nobody is seated');
  const left = { on: '2026-03-01', reason: '李某患病' };
  const joined = { from: uuidV5('card'), into: seat.person, reason: '李某旧证件' };
  const atStreet = `organizations/${office}/seats/${idOf('seat/street01/registrar')}/unseating`;
  const answers = [
    await post(registrar, `communities/${community}/joinings`, joined),
    await post(registrar, `communities/${community}/seats/${seat.id}/unseating`, left),
    await post(idOf('person/district/registrar'), atStreet, left),
  ];
  expect(answers).toEqual(Array(3).fill([200, undefined]));
  const reasons = log.all.flatMap(({ type, data }) =>
    ['MemberUnseated', 'PersonsJoined', 'PersonErased'].includes(type)
      ? [(data as { reason: Sealed }).reason]
      : [],
  );
  expect(reasons).toHaveLength(6);
  expect(new Set(reasons.map(({ key }) => key)).size).toBe(6);
  expect(reasons.map(await codec(keys).opener(reasons))).toContain('李某患病');
  const clear = JSON.stringify(log.all);
  for (const text of ['居民甲', '13800000000', '王某', '搬离本市', '李某']) expect(clear).not.toContain(text);
});
