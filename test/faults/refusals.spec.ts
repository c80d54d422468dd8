import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

const refuses = true;

describe('what a process refuses to start on', () => {
  let here: Setting;
  let api: string;

  beforeAll(async () => {
    here = await setting({ without: ['worker', 'api2'] });
    api = here.house.apis[0] as string;
    await until(
      () => here.ask(`${api}/health/ready`),
      ({ status }) => status === 200,
    );
    await here.house.roles.projector.stop();
    await here.house.roles.api.stop();
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  const newer = (text: ReturnType<typeof sql>) => text.execute(here.models.db);
  const starting = (
    args: readonly [string, ...string[]],
    env?: Readonly<Record<string, string | undefined>>,
  ) => here.house.another(args, env === undefined ? { refuses } : { refuses, env }).start();

  it('an old projector refuses read models of a newer program, says so, and leaves them as they are', async () => {
    const checkpoints = () => sql`select * from read.checkpoint order by view`.execute(here.models.db);
    await newer(sql`insert into read.checkpoint select 'decision_board_v99', position, at, definition
      from read.checkpoint where view = 'decision_board_v3'`);
    const before = (await checkpoints()).rows;
    await expect(starting(['projector'])).rejects.toThrow(
      /with 1:[^]*read\.decision_board_v99 was made by a newer version of this program[^]*Start the newer program/,
    );
    await newer(sql`delete from read.checkpoint where view = 'decision_board_v99'`);
    await newer(sql`insert into read.layout values (99)`);
    await expect(starting(['projector'])).rejects.toThrow(/with 1:[^]*layout 99; this program knows up to 1/);
    await newer(sql`delete from read.layout where version = 99`);
    expect((await checkpoints()).rows).toEqual(
      before.filter((row) => (row as { view: string }).view !== 'decision_board_v99'),
    );
  }, 120_000);

  it('without the key store of its log every role refuses, and says what to restore', async () => {
    const { keys } = here.house.folder;
    const files = [keys, `${keys}-wal`, `${keys}-shm`].filter((file) => existsSync(file));
    const missing = new RegExp(
      `with 1:[^]*密钥库 ${keys} 不存在[^]*key store ${keys} is missing[^]*Restore the key store from its backup`,
    );
    const allRefuse = (roles: readonly string[]) =>
      Promise.all(roles.map((role) => expect(starting([role])).rejects.toThrow(missing)));
    for (const file of files) renameSync(file, `${file}.away`);
    await allRefuse(['api', 'projector', 'worker']);
    expect(existsSync(keys)).toBe(false);
    writeFileSync(keys, '');
    await allRefuse(['app']);
    for (const file of files) renameSync(`${file}.away`, file);
  }, 120_000);

  it('a folder with a simulated clock is refused by every role that its own stack did not start (house §4)', async () => {
    const marked = /with 1:[^]*模拟时钟[^]*simulated clock/;
    const asked = ['store', 'api', 'projector', 'worker', 'app'].map((role) =>
      expect(starting([role], { SIYI_SIMULATED: undefined })).rejects.toThrow(marked),
    );
    await Promise.all(asked);
    await expect(starting(['api'], { SIYI_SIMULATED: 'another stack' })).rejects.toThrow(marked);
  }, 120_000);

  it('with everything in its place the same processes start and serve', async () => {
    await here.house.roles.projector.start();
    await here.house.roles.api.start();
    await until(
      () => here.ask(`${api}/health/ready`),
      ({ status }) => status === 200,
    );
  }, 120_000);
});
