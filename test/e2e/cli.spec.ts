import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../apps/cli/src/commands.js';
import { expectRefusal, siyi } from '../stack/siyi.js';

const root = mkdtempSync(join(tmpdir(), 'siyi-cli-'));
const at = (name: string): string => join(root, name);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the command line explains itself', () => {
  it.concurrent.each([['--help'], ['help'], ['-h'], []])('%p lists every command', async (...args) => {
    const { code, out, err } = await siyi(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const [name, { zh, en }] of Object.entries(commands))
      for (const words of [name, zh, en]) expect(out).toContain(words);
  });

  it.concurrent.each(Object.entries(commands))(
    '%s --help says what it takes',
    async (name, { takes, options, zh, en }) => {
      const { code, out, err } = await siyi([name, '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      for (const words of [`siyi ${name}`, zh, en, ...takes, ...options.map((one) => `--${one}`)])
        expect(out).toContain(words);
      expect((await siyi(['help', name])).out).toBe(out);
    },
  );
});

describe('a wrong command line is refused before anything is done', () => {
  const folder = at('untouched');
  it.concurrent.each([
    [['frobnicate'], 'cli.unknownCommand'],
    [['toString'], 'cli.unknownCommand'],
    [['--data', folder, 'up'], 'cli.unknownCommand'],
    [['up', '--frobnicate'], 'cli.badOption'],
    [['up', '--port'], 'cli.badOption'],
    [['up', '--once'], 'cli.badOption'],
    [['up', 'extra'], 'cli.tooMany'],
    [['up', '--port', 'eighty'], 'cli.badValue'],
    [['up', '--port', '65536'], 'cli.badValue'],
    [['store', '--port', '-1'], 'cli.badOption'],
    [['store', 'frobnicate'], 'cli.badValue'],
    [['store', 'backup'], 'cli.missing'],
    [['demo', '--only', 'F9'], 'cli.badValue'],
    [['demo', '--data', folder], 'cli.badOption'],
    [['token'], 'cli.missing'],
    [['token', 'a', 'b'], 'cli.tooMany'],
    [['token', 'a', '--hours', '0'], 'cli.badValue'],
    [['import'], 'cli.missing'],
    [['replay'], 'cli.missing'],
    [['rebuild'], 'cli.missing'],
    [['export'], 'cli.missing'],
  ] as const)('%p: %s', async (args, code) => {
    const ended = await siyi(args, { cwd: root, env: { SIYI_DATA: folder } });
    expectRefusal(ended, 2, code);
    const known = Object.keys(commands).find((name) => name === args[0]);
    expect(ended.err).toContain(`\nsiyi ${known ?? '<command>'} `);
    expect(existsSync(folder)).toBe(false);
  });
});

const asking: readonly (readonly string[])[] = [
  ['replay', 'decision-x'],
  ['export', 'x'],
  ['rebuild', 'person_v2'],
  ['token', 'x'],
  ['import', 'sample'],
  ['init'],
];
const serving: readonly (readonly string[])[] = ['up', 'store', 'app', 'api', 'projector', 'worker'].map(
  (name) => [name],
);

describe('a data folder that does not serve', () => {
  const input = '340403199001010017\n';

  it.concurrent.each(asking)('%s: is not there', async (...args) => {
    expectRefusal(await siyi([...args, '--data', at('nowhere')], { input }), 1, 'cli.noFolder');
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  it.concurrent.each([...asking, ...serving])(
    '%s: is somebody else’s, and stays as it is',
    async (...args) => {
      mkdirSync(at('theirs'), { recursive: true });
      writeFileSync(at('theirs/letter.txt'), '');
      chmodSync(at('theirs'), 0o755);
      expectRefusal(await siyi([...args, '--data', at('theirs')], { input }), 1, 'cli.foreignFolder');
      expect(readdirSync(at('theirs'))).toEqual(['letter.txt']);
      expect(statSync(at('theirs')).mode & 0o777).toBe(0o755);
    },
  );

  it.concurrent.each(asking.filter(([name]) => name !== 'rebuild'))(
    '%s: nothing runs on it',
    async (...args) => {
      mkdirSync(at('asleep'), { recursive: true });
      writeFileSync(at('asleep/store.port'), '1');
      expectRefusal(await siyi([...args, '--data', at('asleep')], { input }), 1, 'store.away');
    },
  );

  it.concurrent('api: has neither store nor database', async () => {
    const empty = mkdtempSync(join(root, 'empty-'));
    expectRefusal(await siyi(['api', '--data', empty]), 1, 'cli.noStore');
    writeFileSync(join(empty, 'store.port'), '1');
    expectRefusal(await siyi(['api', '--data', empty]), 1, 'cli.noDatabase');
  });

  it.concurrent('up: carries a simulated clock', async () => {
    mkdirSync(at('simulated'));
    writeFileSync(at('simulated/SIMULATED-CLOCK'), '{}');
    expectRefusal(await siyi(['up', '--data', at('simulated')]), 1, 'cli.simulatedClock');
    expect(readdirSync(at('simulated'))).toEqual(['SIMULATED-CLOCK']);
  });
});
