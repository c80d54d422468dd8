import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '#eventing';
import { folderAt } from '../../apps/cli/src/folder.js';
import { openSession } from '../../apps/cli/src/session.js';
import { signToken } from '../../apps/cli/src/tokens.js';
import { freePort } from '../stack/house.js';
import { expectRefusal, siyi, startSiyi } from '../stack/siyi.js';
import { random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

const form = Buffer.from('%PDF-1.4\n% a form that tells of a person\n');

describe('a deployment is lost and comes back from its backup', () => {
  const moments = random('moments of the backup');
  const root = mkdtempSync(join(tmpdir(), 'siyi-restored-'));
  const [kept, keys, anew] = ['backup', 'keys.sqlite', 'anew'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  let here: Setting;

  beforeAll(async () => {
    here = await setting();
  }, houseTakes);
  afterAll(async () => {
    await here.end();
    rmSync(root, { recursive: true, force: true });
  }, houseTakes);

  const backup = (keysTo = keys) =>
    siyi(['backup', kept, keysTo, '--json', '--data', here.house.folder.root], {
      env: { EVENTSTORE_URL: here.house.storeUrl },
    });
  const restore = (from = kept) => siyi(['restore', from, keys, '--json', '--data', anew]);

  async function upload(): Promise<string> {
    const { token } = await signToken(here.house.folder, here.council.teller, 'upload', 1);
    const answer = await fetch(`${here.house.apis[0]}/api/attachments?personal=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: form,
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { hash: string }).hash;
  }

  it('what was acknowledged before the backup is there, what was sealed is read, and the stack goes on', async () => {
    const { house, session } = here;
    const address = await upload();
    /** People vote; while they do, a backup is made, and everything acknowledged before it is given back. */
    async function backedUpUnderLoad(when: string) {
      const voters = here.voting(await here.matters(when, 4), moments);
      await until(
        () => Promise.resolve(voters.acknowledged.length),
        (votes) => votes >= 20,
      );
      const before = [...voters.acknowledged];
      const { code, out } = await backup();
      expect(code).toBe(0);
      await voters.stop();
      return { before, made: JSON.parse(out) as { events: number; copied: number } };
    }
    const first = await backedUpUnderLoad('before the first backup ');
    const second = await backedUpUnderLoad('before the second backup ');
    const before = [...first.before, ...second.before];
    const { made } = second;
    expect(made.copied).toBeGreaterThan(0);
    expect(made.copied).toBeLessThan(made.events);
    expectRefusal(await backup(join(kept, 'keys.sqlite')), 1, 'backup.keysWithLog');
    await session.log.close();
    await Promise.all(Object.values(house.roles).map((role) => role.kill()));

    expectRefusal(await restore(join(root, 'nowhere')), 1, 'backup.none');
    const told = { events: made.events, files: 1 };
    expect(JSON.parse((await restore()).out)).toMatchObject({ ...told, copied: made.events });
    expect(JSON.parse((await restore()).out)).toMatchObject({ ...told, copied: 0 });

    const manifest = join(kept, 'backup.json');
    const whole = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, whole.replace(/"hash":"./, '"hash":"-'));
    const altered = expect.stringContaining('siyi backup.altered: ');
    expect(await restore()).toMatchObject({ code: 1, out: '', err: altered });
    writeFileSync(manifest, whole);

    const port = await freePort();
    const up = startSiyi(['up', '--data', anew, '--port', String(port)]);
    try {
      await up.until('/health');
      expectRefusal(await restore(), 1, 'cli.running');
      const folder = folderAt(anew);
      const restored = await openSession(folder);
      try {
        const votes = new Set<string>();
        for await (const { type, stream, data, revision } of restored.log.readAll({ after: 'start' }))
          if (type === 'VoteCast') votes.add(`${stream} ${(data as { person: string }).person} ${revision}`);
        const asked = before.map((one) => `decision-${one.decision} ${one.person} ${one.revision}`);
        expect(asked.filter((one) => !votes.has(one))).toEqual([]);
        const sealed = readFileSync(join(folder.attachments, address));
        expect(await openFile(restored.keys, { address, sealed })).toEqual(form);
      } finally {
        await restored.close();
      }
      const board = `http://127.0.0.1:${port}/api/communities/${here.council.community}/board`;
      const { lines } = await until(
        async () => (await (await fetch(board)).json()) as { lines?: readonly object[] },
        ({ lines: found }) => found?.length === 8,
      );
      expect(lines).toHaveLength(8);
    } finally {
      up.send('SIGTERM');
      await up.ended;
    }
  }, 240_000);
});
