import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { isAlive } from '../../libs/embedded/src/postgres/process.js';
import { freePort } from '../stack/house.js';
import { expectRefusal, siyi, startSiyi, type Ended, type Running } from '../stack/siyi.js';

// many processes on whatever else the machine does
jest.setTimeout(180_000);

const root = mkdtempSync(join(tmpdir(), 'siyi-cli-stack-'));
const data = join(root, 'data');
const on = ['--data', data];
const registrar = '340403199001010017\n';

type First = Readonly<{ district: string; street: string; registrar: string; token: string }>;
const answer = <T>({ out }: Ended): T => JSON.parse(out) as T;
const clean = ({ code, err }: Ended): void => expect({ code, err }).toEqual({ code: 0, err: '' });

let up: Running;
let url: string;
let metricsUrl: string;
let first: First;
let community: string;

const position = async (): Promise<string> => {
  const health = (await (await fetch(`${url}/health`)).json()) as { parts: { store: { position: string } } };
  return health.parts.store.position;
};
type Wrong = readonly [args: readonly string[], exit: number, code: string, input?: string];
/** The commands are refused and the log stands still. */
async function refusedInLog(...wrong: readonly Wrong[]): Promise<void> {
  const before = await position();
  const ended = await Promise.all(wrong.map(([args, , , input = '']) => siyi([...args, ...on], { input })));
  for (const [n, [, exit, code]] of wrong.entries()) expectRefusal(ended[n] as Ended, exit, code);
  expect(await position()).toBe(before);
}
const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

beforeAll(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
  const metricsPort = String(await freePort());
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  const env = { METRICS_PORT: metricsPort };
  up = startSiyi(['up', ...on, '--port', new URL(url).port], { env });
  await up.until('/health');
});

afterAll(async () => {
  up.send('SIGINT');
  await up.ended;
  rmSync(root, { recursive: true, force: true });
});

describe('a first day on a lasting folder', () => {
  it('up says where it answers, and nothing else, on standard output', async () => {
    expect(up.said().out.trim().split('\n')).toHaveLength(1);
    expect(up.said().out).toContain(`${url}/api/docs`);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(up.said().err).not.toMatch(/UNAVAILABLE|Error/);
  });

  it('/metrics stands on the port asked for, not on the one of the API, and names routes without ids', async () => {
    await fetch(`${url}/api/decisions/${'00000000-0000-0000-0000-000000000000'}`);
    const told = await (await fetch(metricsUrl)).text();
    expect(told).toMatch(/^siyi_ready\{role="api\+projector\+worker"\} 1$/m);
    expect(told).toMatch(/^siyi_up\{part="queue",.*\} 1$/m);
    expect(told).toMatch(/^siyi_view_position\{view="decision_board_v3",.*\} \d+$/m);
    expect(told).toMatch(/_count\{.*method="GET",route="\/api\/decisions\/:id",status="404"\} 1$/m);
    expect(told).not.toMatch(/route="[^"]*[0-9a-f]{8}-/);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  it('init wants a document number that can be one', async () => {
    await refusedInLog(
      [['init'], 1, 'init.noDocument'],
      [['init'], 1, 'init.noDocument', '340403199001010018\n'],
    );
  });

  it('init forms district, street and registrar, once', async () => {
    const ended = await siyi(['init', '示例区', '示例街道', '登记员甲', ...on], { input: registrar });
    clean(ended);
    first = answer<First>(ended);
    await refusedInLog([['init'], 1, 'init.done', registrar]);
  });

  it('token proves a person to the API; nobody else’s is made', async () => {
    const ended = await siyi(['token', first.registrar, '--hours', '1', '--json', ...on]);
    clean(ended);
    const { token, expires } = answer<{ token: string; expires: string }>(ended);
    expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(3_600_000);
    const asked = await fetch(`${url}/api/me/duties`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(200);
    await refusedInLog(
      [['token', first.street], 1, 'person.unknown'],
      [['token', '../x'], 1, 'stream.unknown'],
    );
  });
});

describe('import', () => {
  const rolls = 'docs/rolls.csv';
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const into = () => ['--community', community, '--by', first.registrar];
  let preview: { hash: string; counts: Record<string, number>; rows: unknown[] };

  beforeAll(async () => {
    const place = { name: '第 1 社区(名称待补)', parent: first.street, households: 1200, adults: 2600 };
    const formed = await fetch(`${url}/api/communities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${first.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...place, countsSource: '假定' }),
    });
    community = ((await formed.json()) as { id: string }).id;
  });

  it('refuses what it cannot read, or cannot do', async () => {
    const text = readFileSync(rolls, 'utf8');
    const columns = file('columns.csv', text.replace('机构', '单位'));
    const stranger = ['--community', first.street, '--by', first.registrar];
    await refusedInLog(
      [['import', join(root, 'none.csv'), ...into()], 1, 'ENOENT'],
      [['import', root, ...into()], 1, 'EISDIR'],
      [['import', rolls], 2, 'cli.missing'],
      [['import', rolls, '--community', community], 2, 'cli.missing'],
      [['import', columns, ...into()], 1, 'import.unknownColumn'],
      [['import', rolls, ...stranger], 1, 'community.missing'],
      [['import', rolls, ...into(), '--preview', 'guessed'], 1, 'import.moved'],
    );
  });

  it('shows a row that cannot be imported, and then imports none', async () => {
    const before = await position();
    const text = readFileSync(rolls, 'utf8').replace('居务监督委员会,主任', '居务监督委员会,站长');
    const { code, out, err } = await siyi(['import', file('role.csv', text), ...into(), ...on]);
    expect(code).toBe(1);
    expect(out).toMatch(/10 {2}refuse .*没有“站长”这个职务/);
    expect(out).not.toContain('--preview');
    expect(err).toMatch(/有 1 行不能导入.*\n.*1 rows are refused/);
    expect(await position()).toBe(before);
  });

  it('a preview changes nothing and says how to go on', async () => {
    const before = await position();
    const [human, json] = await Promise.all([
      siyi(['import', rolls, ...into(), ...on]),
      siyi(['import', rolls, ...into(), '--json', ...on]),
    ]);
    clean(human);
    clean(json);
    preview = answer(json);
    expect(preview.rows).toHaveLength(44);
    expect(preview.counts).toEqual({ 'register+seat': 40, seat: 4, skip: 0, refuse: 0 });
    expect(human.out).toContain(`--preview ${preview.hash}`);
    expect(await position()).toBe(before);
  });

  it('does what the preview showed, once', async () => {
    const confirm = ['import', rolls, ...into(), '--preview', preview.hash, '--json', ...on];
    const done = await siyi(confirm);
    clean(done);
    expect(answer(done)).toEqual({ done: 41 });
    const again = await siyi(confirm);
    clean(again);
    expect(answer(again)).toEqual({ done: 0 });
    const page = await fetch(`${url}/api/communities/${community}?atLeast=${await position()}`);
    const { seats } = (await page.json()) as { seats: readonly { place: string }[] };
    expect(seats.filter(({ place }) => place === community)).toHaveLength(44);
  });

  it('only a registrar of the street imports', async () => {
    const text = readFileSync(rolls, 'utf8').replaceAll('2024-01-01', '2024-02-01');
    const stranger = ['--community', community, '--by', first.district];
    const { code, out, err } = await siyi(['import', file('later.csv', text), ...stranger, ...on]);
    expect({ code, out: /--preview/.test(out) }).toEqual({ code: 1, out: false });
    expect(err).toMatch(/登记/);
  });
});

describe('beside a running stack', () => {
  it('a second up on the folder is refused, and the first goes on', async () => {
    await refusedInLog(
      [['up'], 1, 'cli.running'],
      [['store'], 1, 'store.inUse'],
      [['api'], 1, 'cli.portTaken'],
    );
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('a port that is taken is not shared', async () => {
    const other = join(root, 'other');
    const port = new URL(url).port;
    expectRefusal(await siyi(['up', '--data', other, '--port', port]), 1, 'cli.portTaken');
    expect(existsSync(join(other, 'events.sqlite'))).toBe(false);
  });
});

describe('each role alone', () => {
  it.each([
    ['store', 'store: esdb://'],
    ['api', 'api: http://'],
    ['projector', 'projector: running'],
    ['worker', 'worker: running'],
  ])('%s runs beside the others until it is asked to stop', async (name, words) => {
    const folder = name === 'store' ? ['--data', join(root, 'store')] : on;
    const role = startSiyi([name, ...folder, ...(name === 'api' ? ['--port', '0'] : [])]);
    await role.until(words);
    const [, address] = /api: (http\S+)/.exec(role.said().err) ?? [];
    if (address !== undefined) expect((await fetch(`${address}/health/live`)).status).toBe(200);
    role.send('SIGTERM');
    expect(await role.ended).toMatchObject({ code: 0, out: '' });
  });
});

describe('stop and start', () => {
  const stream = () => ['replay', `community-${community}`, '--json', ...on];

  it('after kill -9 of the supervisor a start finds everything, at the same address', async () => {
    const before = await siyi(stream());
    const children = childrenOf(up.pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    up.send('SIGKILL');
    await up.ended;
    up = startSiyi(['up', ...on]);
    await up.until('/health');
    expect(up.said().out).toContain(url);
    expect((await siyi(stream())).out).toBe(before.out);
  });

  it('Ctrl-C, also twice, ends every process', async () => {
    const pids = [up.pid, ...childrenOf(up.pid)];
    const postgres = Number(readFileSync(postmaster(), 'utf8').split('\n')[0]);
    expect([...pids, postgres].filter(isAlive)).toEqual([...pids, postgres]);
    up.send('SIGINT');
    up.send('SIGINT');
    expect((await up.ended).code).toBe(0);
    expect([...pids, postgres].filter(isAlive)).toEqual([]);
    expectRefusal(await siyi(stream()), 1, 'store.away');
  });

  it('a start that is interrupted leaves nothing behind', async () => {
    up = startSiyi(['up', ...on]);
    await up.until('store: ');
    const pids = [up.pid, ...childrenOf(up.pid)];
    up.send('SIGINT');
    expect((await up.ended).code).toBe(130);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(postmaster())).toBe(false);
  });

  /** Where the cluster's pid stands: as root the cluster lies where its user can reach it. */
  function postmaster(): string {
    const noted = join(data, 'postgres', 'postgres.location');
    const home = existsSync(noted) ? readFileSync(noted, 'utf8').trim() : join(data, 'postgres', 'postgres');
    return join(home, 'cluster', 'postmaster.pid');
  }
});
