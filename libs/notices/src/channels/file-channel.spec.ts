import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotSent } from './channel.js';
import { fileChannel } from './file-channel.js';

const group = (possiblyTwice = false) => ({
  ...{
    attempt: 'a1',
    repeats: null,
    batch: 'b1',
    notice: 'n1',
    possiblyTwice,
    text: { zh: '开会', en: 'Meeting' },
  },
  message: { subject: '开会', text: '开会\n\nMeeting', html: '<p>开会</p><p>Meeting</p>' },
  recipients: ['p1', 'p2'],
});

describe('the file channel', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notices-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes one whole file per attempt, Chinese first, persons by id, and can say that it did', async () => {
    const channel = fileChannel(join(folder, 'out'));
    expect(await channel.asks?.('a1')).toBe('unknown');
    const sent = await channel.send(group());
    expect(await readdir(join(folder, 'out'))).toEqual(['a1.txt']);
    const text = await readFile(join(folder, 'out', 'a1.txt'), 'utf8');
    expect(text.indexOf('开会')).toBeLessThan(text.indexOf('Meeting'));
    expect(text).toContain('p1\np2\n');
    expect(await channel.asks?.('a1')).toEqual(sent);
  });

  it('says so when it may come twice', async () => {
    await fileChannel(folder).send(group(true));
    expect(await readFile(join(folder, 'a1.txt'), 'utf8')).toContain('可能已送达一次');
  });

  it('that cannot write has certainly not sent', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const failure = await fileChannel(blocked)
      .send(group())
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotSent);
    expect(failure).toMatchObject({ forGood: false });
  });
});
