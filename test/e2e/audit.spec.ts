import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { signatureOf, writeNote, type Bundle, type Finding } from '#audit';
import { idOf } from '../../apps/cli/src/sample.js';
import { checksum, type Row } from '../../libs/embedded/src/store/row.js';
import { expectRefusal, siyi, startSiyi, type Ended, type Running } from '../stack/siyi.js';
import { json, verified } from './verified.js';

jest.setTimeout(180_000);

const root = mkdtempSync(join(tmpdir(), 'siyi-audit-'));
const at = (name: string): string => join(root, name);
const running: Running[] = [];
const start = (...args: readonly string[]): Running => {
  const one = startSiyi(args);
  running.push(one);
  return one;
};
type Checkpoint = Readonly<{
  size: number;
  note: string;
  key: string;
  silent: readonly string[];
  published: boolean;
}>;

let data: string;
let published: string;
let demoSaid: string;
let decision: string;
let first: Checkpoint;
const on = (): readonly string[] => ['--data', data];
const checkpoint = async (...more: readonly string[]): Promise<Checkpoint> =>
  json<Checkpoint>(await siyi(['checkpoint', ...on(), '--json', ...more]));

beforeAll(async () => {
  const demo = start('demo', '--only', 'F1-resolution-vote-below');
  await demo.until('Ctrl-C');
  const { out } = demo.said();
  data = /data: (\S+)/.exec(out)?.[1] ?? '';
  published = `${/(http:\/\/[\d.:]+)/.exec(out)?.[1] ?? ''}/audit`;
  demoSaid = out;
  decision = /siyi replay decision-(\S+)/.exec(out)?.[1] ?? '';
  first = await checkpoint();
});
afterAll(async () => {
  for (const one of running.toReversed()) {
    one.send('SIGINT');
    await one.ended;
  }
  rmSync(root, { recursive: true, force: true });
});

it('a checkpoint counts every event of the log, and the next run adds nothing', async () => {
  expect(first).toMatchObject({ published: true, silent: [] });
  const again = await checkpoint('--all');
  expect([again.size, again.note.split('\n')[2]]).toEqual([first.size, first.note.split('\n')[2]]);
  expect(readFileSync(join(data, 'audit', 'checkpoint'), 'utf8')).toBe(again.note);
  // what is served holds nothing secret; the key is its owner's alone
  expect(existsSync(join(data, 'audit', 'log.key'))).toBe(false);
  expect(statSync(join(data, 'log.key')).mode & 0o077).toBe(0);
  expect(existsSync(join(data, 'audit', 'tile', '1', '000.p', String(Math.floor(first.size / 256))))).toBe(
    true,
  );
});

it('a bundle of a decision is checked by both verifiers without the stack; one word changed is found by both', async () => {
  const file = at('bundle.json');
  expect(await siyi(['bundle', decision, ...on(), '--out', file])).toMatchObject({ code: 0, err: '' });
  const bundle = JSON.parse(readFileSync(file, 'utf8')) as Bundle;
  expect(bundle.streams.map(({ stream }) => stream.split('-')[0])).toEqual(
    expect.arrayContaining(['decision', 'sitting', 'community']),
  );
  const raised = bundle.streams.flatMap(({ events }) => events.map(({ event }) => event));
  expect(raised.find(({ type }) => type === 'NoticeRaised')?.data).toMatchObject({
    template: expect.any(String),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(bundle.ruleSets[0]).toMatchObject({ id: 'city-2026' });
  expect(await verified(file, ['--log', first.key])).toEqual([]);
  writeFileSync(at('edited-bundle.json'), readFileSync(file, 'utf8').replace('修缮社区道路', '修缮社区步道'));
  expect(await verified(at('edited-bundle.json'), ['--log', first.key])).toEqual([
    `edited decision-${decision}@0`,
  ]);
});

it('what was lawful is judged lawful again, in the log that is there', async () => {
  const { code, out } = await siyi(['audit', ...on(), '--as', 'example-overlay', '--json']);
  const judged = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { decision: string; verdicts: number; deviations: object[] });
  expect(code).toBe(0);
  expect(judged.find((one) => one.decision === decision)).toMatchObject({ verdicts: 4, deviations: [] });
  expect((await siyi(['audit', `decision-${decision}`, ...on()])).out).toContain(
    '4 项表决 verdicts, 0 项问题 deviations',
  );
  const whole = (await siyi(['audit', `district-${idOf('organization/district')}`, ...on(), '--json'])).out;
  expect(whole.trim().split('\n')).toHaveLength(judged.length);
  const elsewhere = await siyi(['audit', `street-${idOf('organization/street02')}`, ...on()]);
  expect(elsewhere.out).toContain('0 件事项 decisions');
  expectRefusal(await siyi(['audit', 'room-1', ...on()]), 2, 'cli.badScope');
  const why = await siyi(['why', decision, ...on()]);
  expect(why.out).toMatch(
    /✗ resolution {2}2026-03-13 {2}#4[\s\S]*赞成 15 ≤ 到会 30 × 1\/2 = 15:不通过 {2}〔居委会组织法\(2025\) §29〕/,
  );
  const figures = json<{ totals: { ballots: number; onTheBoundary: number } }>(
    await siyi(['statistics', ...on(), '--json', '--out', at('ballots.csv')]),
  );
  expect(figures.totals).toMatchObject({ ballots: 4, onTheBoundary: 4 });
  expect(readFileSync(at('ballots.csv'), 'utf8')).toMatch(
    /^\uFEFFdecision,community,[\s\S]*,resolution,2026-03-13,45,30,15,/,
  );
});

it('checkpoint and tiles are served to everybody, and of their folder nothing else', async () => {
  const checkpoint = await fetch(`${published}/checkpoint`);
  expect(await checkpoint.text()).toBe(first.note);
  expect(checkpoint.headers.get('cache-control')).toBe('no-cache');
  const part = first.size % 256;
  const name = `tile/0/${String(Math.floor(first.size / 256)).padStart(3, '0')}${part > 0 ? `.p/${part}` : ''}`;
  const tile = await fetch(`${published}/${name}`);
  expect([tile.status, (await tile.arrayBuffer()).byteLength]).toEqual([200, part * 32]);
  expect(tile.headers.get('cache-control')).toContain('immutable');
  for (const path of [
    'reach.json',
    '',
    'tile/0/',
    '%2e%2e/log.key',
    'tile/0/..%2f..%2freach.json',
    'tile/9/000',
  ])
    expect([path, (await fetch(`${published}/${path}`)).status]).toEqual([path, 404]);
});

it('whoever follows a log that was swapped for another finds the fork, and keeps what was kept', async () => {
  const kept = at('other-checkpoint');
  const [origin, size] = first.note.split('\n');
  const seed = Buffer.from(readFileSync(join(data, 'log.key'), 'utf8').trim().split(' ')[1] ?? '', 'base64');
  const text = `${origin}\n${size}\n${Buffer.alloc(32, 7).toString('base64')}\n`;
  const signed = writeNote({
    text,
    signatures: [signatureOf(text, { name: origin ?? '', algorithm: 1, seed })],
  });
  writeFileSync(kept, signed);
  const followed = await siyi(['follow', kept, published, '--log', first.key, '--json']);
  expect(json<{ findings: readonly Finding[] }>(followed, 1).findings.map(({ name }) => name)).toEqual([
    'fork',
  ]);
  expect(readFileSync(kept, 'utf8')).toBe(signed);
  expectRefusal(await siyi(['follow', kept, 'file:///tmp', '--log', first.key]), 1, 'audit.badAddress');
  expectRefusal(await siyi(['follow', kept, `${published}/x`, '--log', first.key]), 1, 'audit.notPublished');
});

it('a decision that is not there, and a file that is no key, are refused in both languages', async () => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  expectRefusal(await siyi(['bundle', nowhere, ...on()]), 1, 'cli.noDecision');
  expectRefusal(await siyi(['verify', at('bundle.json')]), 2, 'cli.missing');
  expectRefusal(await siyi(['verify', at('bundle.json'), '--log', 'x+y+z']), 1, 'audit.badNote');
});

it('a witness cosigns what only grows; below the policy nothing is published', async () => {
  const witness = start('witness', 'street-office', first.key, '--data', at('witness'));
  await witness.until('key: ');
  const { out } = witness.said();
  const [url, key] = [/(http:\S+)/.exec(out)?.[1] ?? '', /key: (\S+)/.exec(out)?.[1] ?? ''];
  writeFileSync(join(data, 'audit', 'witnesses'), `need 1\n${key} ${url}\n`);
  const kept = at('kept-checkpoint');
  writeFileSync(kept, first.note);
  // the minting of a token is an event: the log grows
  expect((await siyi(['token', '00000000-0000-4000-8000-000000000001', ...on()])).code).toBeLessThan(2);
  const cosigned = await checkpoint();
  expect(cosigned).toMatchObject({ published: true, silent: [] });
  expect(cosigned.note).toContain('— street-office ');
  const growth = at('growth.json');
  expect((await siyi(['growth', kept, ...on(), '--out', growth])).code).toBe(0);
  expect(await verified(growth, ['--log', first.key, '--witness', key])).toEqual([]);
  expect(await verified(at('bundle.json'), ['--log', first.key, '--witness', key])).toEqual([
    'unwitnessed checkpoint',
  ]);
  // whoever kept the checkpoint needs nothing but what is published, and no file of ours
  const trust = ['--log', first.key, '--witness', key];
  const followed = await siyi([
    'follow',
    kept,
    published,
    ...trust,
    '--out',
    at('followed-growth.json'),
    '--json',
  ]);
  expect(json(followed)).toEqual({ size: cosigned.size, findings: [] });
  expect(readFileSync(at('followed-growth.json'), 'utf8')).toBe(readFileSync(growth, 'utf8'));
  expect(readFileSync(kept, 'utf8')).toBe(cosigned.note);
  witness.send('SIGINT');
  expect((await witness.ended).code).toBe(0);
  const alone = json<Checkpoint>(await siyi(['checkpoint', ...on(), '--json']), 1);
  expect(alone).toMatchObject({ published: false, silent: ['street-office'] });
  expect(readFileSync(join(data, 'audit', 'checkpoint'), 'utf8')).toBe(cosigned.note);
  rmSync(join(data, 'audit', 'witnesses'));
});

it('a person’s data erased: replay says so and why, nothing opens them, and every proof stands', async () => {
  const token = /REPRESENTATIVE=(\S+)/.exec(demoSaid)?.[1] ?? '';
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
    sub: string;
  };
  const answer = await fetch(`${published.replace('/audit', '/api')}/persons/${sub}/erasure`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: '本人要求' }),
  });
  expect(answer.status).toBe(200);
  let said = '';
  while (!said.includes('已删除 erased: name'))
    ({ out: said } = await siyi(['replay', `person-${sub}`, ...on()]));
  expect(said).toContain('PersonRegistered');
  expect(said).toContain('删除原因 why erased: 本人要求');
  const keys = new DatabaseSync(join(data, 'keys.sqlite'), { readOnly: true });
  expect(keys.prepare('select key from keys where name = ?').get(`person:${sub}`)).toEqual({ key: null });
  keys.close();
  // the leaf is of what is sealed: proofs made before and after the erasure hold
  expect(json(await siyi(['checkpoint', '--all', ...on(), '--json']))).toMatchObject({ published: true });
  const file = at('after-erasure.json');
  expect((await siyi(['bundle', decision, ...on(), '--out', file])).code).toBe(0);
  for (const one of [at('bundle.json'), file]) expect(await verified(one, ['--log', first.key])).toEqual([]);
});

it('one text erased by its key: gone wherever it stands, with the reason beside it, and every proof stands', async () => {
  const bundle = JSON.parse(readFileSync(at('bundle.json'), 'utf8')) as Bundle;
  const minuted = bundle.streams
    .flatMap(({ events }) => events.map(({ event }) => event))
    .find(({ type }) => type === 'MinutesRecorded');
  const { stream = '', data: recorded } = minuted ?? {};
  const { key } = (recorded as { text: { key: string } }).text;
  const registrar = idOf('person/street01/registrar');
  const { token } = json<{ token: string }>(await siyi(['token', registrar, ...on(), '--json']));
  const erase = (of: string): Promise<Response> =>
    fetch(`${published.replace('/audit', '/api')}/items/${key.replace('item:', '')}/erasure`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ of, reason: '第三人申请', office: idOf('organization/street01') }),
    });
  expect(((await (await erase(`decision-${decision}`)).json()) as { code: string }).code).toBe(
    'item.unknown',
  );
  expect((await erase(stream)).status).toBe(200);
  expect(((await (await erase(stream)).json()) as { code: string }).code).toBe('item.erased');
  let said = '';
  while (!said.includes('已删除 erased: text')) ({ out: said } = await siyi(['replay', stream, ...on()]));
  expect(said).toContain('删除原因 why erased: 第三人申请');
  expect((await siyi(['print', 'minutes', stream, ...on()])).out).toContain('(已删除)');
  expect(json(await siyi(['checkpoint', '--all', ...on(), '--json']))).toMatchObject({ published: true });
  const file = at('after-item-erasure.json');
  expect((await siyi(['bundle', decision, ...on(), '--out', file])).code).toBe(0);
  for (const one of [at('bundle.json'), file]) expect(await verified(one, ['--log', first.key])).toEqual([]);
});

describe('a store whose file was changed behind everybody’s back', () => {
  /** A copy of the store and the tree kept beside it, changed by SQL, and served. */
  async function changed(name: string, sql: (db: DatabaseSync) => void): Promise<Ended> {
    const folder = at(name);
    mkdirSync(folder);
    expect((await siyi(['store', 'backup', join(folder, 'events.sqlite'), ...on()])).code).toBe(0);
    cpSync(join(data, 'audit'), join(folder, 'audit'), { recursive: true });
    cpSync(join(data, 'keys.sqlite'), join(folder, 'keys.sqlite'));
    const db = new DatabaseSync(join(folder, 'events.sqlite'));
    sql(db);
    db.close();
    const store = start('store', '--data', folder, '--port', '0');
    await store.until('esdb://');
    const url = /esdb:\/\/\S+/.exec(store.said().out + store.said().err)?.[0] ?? '';
    const ended = await startSiyi(['checkpoint', '--all', '--data', folder, '--json'], {
      env: { EVENTSTORE_URL: url },
    }).ended;
    store.send('SIGINT');
    await store.ended;
    return ended;
  }

  it('as it was, it is the same tree: nothing found', async () => {
    expect((await changed('untouched', () => undefined)).code).toBe(0);
  });

  it('a value edited is named with its place', async () => {
    // whoever can write the file can mend its sums too
    const ended = await changed('edited', (db) => {
      const row = db
        .prepare(
          `select e.position, e.revision, e.created, e.flags, e.id, e.type, e.metadata, e.body, s.name as stream
           from events e join streams s on s.id = e.stream where e.type = 'DecisionOpened' order by e.position limit 1`,
        )
        .get() as unknown as Row;
      const body = Buffer.from(row.body).toString('utf8').replace('residents', 'government');
      expect(body).toContain('government');
      const edited = { ...row, body: Buffer.from(body) };
      db.prepare('update events set body = ?, crc = ? where position = ?').run(
        edited.body,
        checksum(edited),
        row.position,
      );
    });
    const { findings } = json<{ findings: readonly Finding[] }>(ended, 1);
    expect(findings.map(({ name }) => name)).toEqual(['edited']);
  });
});
