import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidV5 } from '#eventing';
import type { BatchState, NoticeState } from '#notices';
import { toldTwice } from './audit.js';
import { kills, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

/** In batches of 500 and groups of 100, each a file on disk: some seconds of work for a worker. */
const people = 5_000;
const killed = 2 * kills;

describe(`a disclosure to ${people} persons while its worker is killed by kill -9 ${killed} times`, () => {
  const moments = random('moments of the disclosure');
  const id = uuidV5('faults/disclosure');
  const recipients = Array.from({ length: people }, (_, n) => uuidV5(`faults/told/${n}`));
  let here: Setting;

  beforeAll(async () => {
    here = await setting();
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  const noticeNow = async () => (await here.session.engine.load<NoticeState>('notice', id)).state;
  const toldIn = (): ReadonlyMap<string, number> => {
    const times = new Map<string, number>();
    const folder = here.house.folder.notices;
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.txt'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (!text.includes(`notice: ${id}`)) continue;
      for (const person of text
        .split(/told \(\d+\):\n/)[1]
        ?.trim()
        .split('\n') ?? [])
        times.set(person, (times.get(person) ?? 0) + 1);
    }
    return times;
  };

  it('everybody is told, the ledger of persons says so of each, and whoever was told twice is marked', async () => {
    const community = uuidV5('faults/disclosed by');
    const about = { community, decision: null, sitting: null, objection: null, event: id, stream: 'faults' };
    const text = { title: '修路', step: 'resolutionPosting', from: '2026-03-10', lastDay: '2026-03-25' };
    await here.session.engine.execute({
      ...{ category: 'notice', id, commandId: uuidV5(`${id}/raised`), by: { person: 'system:timer' } },
      command: {
        type: 'RaiseNotice',
        data: {
          ...{ kind: 'posted', about, recipients, to: [], ballot: null, latest: null, purposeEnds: null },
          text: { ...text, objectionUntil: '2026-03-25' },
        },
      },
    });
    let deaths = 0;
    const { worker } = here.house.roles;
    for (let turn = 0; turn < killed; turn += 1) {
      await sleep(200 + moments.below(500));
      if ((await noticeNow()).status !== 'closed') deaths += 1;
      await worker.kill();
      await sleep(moments.below(200));
      await worker.start();
    }
    const closed = await until(noticeNow, (state) => state.status === 'closed', 150_000);
    process.stderr.write(`disclosure: ${deaths} of ${killed} kills fell into the telling\n`);
    expect(deaths).toBeGreaterThan(0);

    const batches = 'raised' in closed ? closed.batches : [];
    expect(batches).toHaveLength(people / 500);
    const ledger = new Map<string, string>();
    for (const batch of batches) {
      const { state } = await here.session.engine.load<BatchState>('noticeBatch', batch);
      for (const [person, one] of Object.entries('recipients' in state ? state.recipients : {}))
        ledger.set(person, `${one.state}${one.doubtful ? ', possibly twice' : ''}`);
    }
    const told = toldIn();
    // what the ledger says of each person is what is on disk
    const wrong = recipients.filter((person) => {
      const [times, said] = [told.get(person) ?? 0, ledger.get(person) ?? 'not there'];
      return times === 1 ? !said.startsWith('sent') : times !== 2 || said !== 'sent, possibly twice';
    });
    expect(wrong).toEqual([]);
    expect([told.size, ledger.size]).toEqual([people, people]);
    expect(toldTwice(here.house.folder.notices)).toEqual([]);
    const last = 'counted' in closed ? Object.values(closed.counted) : [];
    expect(last.reduce((sum, { sent }) => sum + sent, 0)).toBe(people);
    expect('told' in closed && closed.told).toBe(true);
  }, 240_000);
});
