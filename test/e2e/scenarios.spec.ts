import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVerifier, verifyBundle, type Bundle } from '#audit';
import { fileClosed, filesFolder } from '../../apps/cli/src/printing/closed-files.js';
import { chromium } from '../../apps/cli/src/printing/pdf.js';
import { treeOnDisk } from '../../apps/cli/src/audit/transparency.js';
import { clockOf } from '../../apps/cli/src/simulated-clock.js';
import { siyi } from '../stack/siyi.js';
import { json } from './verified.js';
import { play, scenarios, type Played } from '../scenarios/index.js';
import { testStack, type TestStack } from '../stack/stack.js';

describe('the sample cases, played by people through the API', () => {
  let stack: TestStack;
  let played: Played;

  beforeAll(async () => {
    stack = await testStack({ at: '2014-01-01T00:00:00+08:00', sample: true });
    played = await play(scenarios, stack.theatre, stack.move);
  }, 240_000);

  afterAll(() => stack.stop(), 30_000);

  it.each(scenarios.map(({ id, title }) => [id, title.en] as const))('%s: %s', (id) => {
    const { checked, failed } = played;
    expect(failed.filter(({ scenario }) => scenario === id)).toEqual([]);
    const own = checked.filter(({ scenario }) => scenario === id);
    expect(own.filter(({ ok }) => !ok)).toEqual([]);
  });

  describe('and then audited', () => {
    const out = mkdtempSync(join(tmpdir(), 'siyi-bundles-'));
    afterAll(() => rmSync(out, { recursive: true, force: true }));
    let checkpoint: Readonly<{ note: string; key: string }>;
    let paths: readonly string[];
    const on = (): readonly string[] => ['--data', stack.folder.root];
    const bundleAt = (path: string): Bundle => JSON.parse(readFileSync(path, 'utf8')) as Bundle;

    beforeAll(async () => {
      checkpoint = json(await siyi(['checkpoint', ...on(), '--json']));
      expect(await siyi(['bundle', '--all', '--out', out, ...on()])).toMatchObject({ code: 0 });
      paths = readdirSync(out).map((name) => join(out, name));
    }, 60_000);

    it('every decision and every filed request has a bundle, and both verifiers find nothing in any', () => {
      const abouts = paths.map((path) => bundleAt(path).about);
      expect(abouts.filter((one) => one.startsWith('decision-')).length).toBeGreaterThan(40);
      expect(abouts.filter((one) => one.startsWith('admissionRequest-')).length).toBeGreaterThan(9);
      const trust = { log: readVerifier(checkpoint.key), policy: { n: 0, of: [] } };
      expect(paths.flatMap((path) => verifyBundle(bundleAt(path), trust))).toEqual([]);
      const python = ['libs/audit/verify.py', 'bundle', ...paths, '--log', checkpoint.key, '--json'];
      const found = JSON.parse(execFileSync('python3', python, { encoding: 'utf8' })) as readonly unknown[];
      expect(found).toEqual(paths.map(() => []));
    }, 120_000);

    it('what was closed is filed by itself: sheets, data, bundle and index, nobody named; with --open for paper', async () => {
      const tree = treeOnDisk(stack.folder);
      const { engine, keys, log } = stack.session;
      const closing = {
        source: { engine, keys, log },
        folder: stack.folder,
        clock: clockOf(stack.folder),
        tree,
      };
      const rest = { publicUrl: 'https://siyi.example', checkpoint: checkpoint.note };
      const filed = await fileClosed({ ...closing, ...rest });
      expect(filed.length).toBeGreaterThan(4);
      expect(await fileClosed({ ...closing, ...rest })).toEqual([]);
      const about = filed.find((one) => one.startsWith('decision-')) ?? '';
      const folder = join(filesFolder(stack.folder), about);
      type Index = { retention: { class: string }; closedOn: string; entries: { file: string }[] };
      const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Index;
      expect(index.retention.class).toBe('永久');
      expect(index.entries.map(({ file }) => existsSync(join(folder, file)))).not.toContain(false);
      const minutes = index.entries.find(({ file }) => file.endsWith('-minutes.html'))?.file ?? '';
      expect(readFileSync(join(folder, minutes), 'utf8')).not.toMatch(/居民\d{4}/);
      expect(readFileSync(join(folder, minutes), 'utf8')).toContain('https://siyi.example/d/');
      const open = join(out, 'open');
      const told = json<{ pdf: boolean }>(
        await siyi(['file', about, '--out', open, '--open', ...on(), '--json']),
      );
      expect(readFileSync(join(open, minutes), 'utf8')).toMatch(/居民\d{4}/);
      expect(told.pdf).toBe(chromium() !== undefined);
      if (told.pdf) expect(readFileSync(join(open, 'file.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
      else console.warn('no Chromium on this machine: PDF was not tried');
      expect((await siyi(['file', about, '--out', open, ...on()])).err).toContain('cli.notEmpty');
    }, 120_000);

    it('each kind of sheet can be printed from the record', async () => {
      const bundle = bundleAt(
        paths.find(
          (path) =>
            path.includes('decision-') &&
            bundleAt(path).streams[0]?.events.some(({ event }) => event.type === 'FileClosed'),
        ) ?? '',
      );
      const sitting = bundle.streams.find(({ stream }) => stream.startsWith('sitting-'))?.stream ?? '';
      let notice = '';
      for await (const { stream, type } of stack.session.log.readAll({ categories: ['notice'] }))
        if (type === 'NoticeRaised') notice = stream;
      const asked = [
        ['posting', bundle.about, '公示'],
        ['ballot', bundle.about, '票号 1/1'],
        ['sign-in', sitting, '签到表'],
        ['minutes', sitting, '会议记录'],
        ['notice', notice, '日志位置'],
        ['door-knock', notice, '上门告知登记表'],
      ] as const;
      for (const [what, id, words] of asked) {
        const { code, out: text, err } = await siyi(['print', what, id, ...on()]);
        expect({ what, code, err }).toEqual({ what, code: 0, err: '' });
        expect(text).toContain(words);
      }
      expect((await siyi(['print', 'poster', sitting, ...on()])).code).toBe(2);
    }, 60_000);
  });
});
