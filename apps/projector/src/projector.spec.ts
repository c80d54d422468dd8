import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type RunningStore } from '#embedded';
import {
  aggregate,
  connect,
  Engine,
  openKeyStore,
  systemClock,
  uuidV5,
  type KeyStore,
  type Log,
} from '#eventing';
import type { Decider, Message } from '#kernel';
import { reactorAggregate, type ReadModels } from '#read-models';
import { matters, tally, testDatabase, type TestDatabase } from '#read-models/testing';
import { startProjector, sweepTimers, type Projector, type ProjectorOptions } from './index.js';

type Said = Message<'MatterOpened' | 'VoteCast' | 'Told', Readonly<Record<string, string>>>;
type Say = Message<'Say', Said>;

/** Says whatever it is told to, once for each word. */
const decider: Decider<Say, Said, number> = {
  initialState: 0,
  decide: ({ data }) => [data],
  evolve: (count) => count + 1,
};
const saying = (category: string) =>
  aggregate<Say, Said, number>({ category, decider, commands: { Say: {} } });

const categories = ['matter', 'notice', 'reactor'];
const views = [matters, tally];
const id = uuidV5('one matter');
let database: TestDatabase;
let folder: string;
let node: RunningStore;
let log: Log;
let keys: KeyStore;
let engine: Engine;
let db: ReadModels;
const running: Projector[] = [];

const say = (type: Said['type'], commandId: string) =>
  engine.execute({
    ...{ category: 'matter', id, by: { person: 'p' }, commandId: uuidV5(commandId) },
    command: { type: 'Say', data: { type, data: { community: 'c1', title: '议' } } },
  });

function start(more: Partial<ProjectorOptions> = {}): Projector {
  const teller = {
    name: 'teller',
    categories: ['matter'],
    react: ({ id: event }: Readonly<{ id: string }>) => [
      { category: 'notice', id: event, command: { type: 'Say', data: { type: 'Told', data: {} } } },
    ],
  };
  const execute = engine.execute.bind(engine);
  const made = startProjector({ log, db, views, categories, execute, reactors: [teller], ...more });
  running.push(made);
  return made;
}

async function types(): Promise<string[]> {
  const found: string[] = [];
  for await (const { type } of log.readAll()) found.push(type);
  return found.sort();
}

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siyi-projector-'));
  node = await startStore({ file: join(folder, 'log.sqlite'), port: 0 });
  log = connect(`esdb://127.0.0.1:${node.port}?tls=false`);
  keys = await openKeyStore(join(folder, 'keys.sqlite'));
  const aggregates = [saying('matter'), saying('notice'), reactorAggregate];
  engine = new Engine({ log, keys, clock: systemClock, aggregates });
  db = await database.fresh();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  await log.close();
  await node.close();
  await keys.close();
  rmSync(folder, { recursive: true });
});

describe('the projector', () => {
  it('makes its tables, projects, reacts once to each event, and settles', async () => {
    const projector = start();
    await projector.started;
    await say('MatterOpened', '1');
    await say('VoteCast', '2');
    await projector.settled();
    expect(await types()).toEqual(['MatterOpened', 'ReactorStarted', 'Told', 'Told', 'VoteCast']);
    expect(
      await db.tables<{ matter_v1: { votes: number } }>().selectFrom('matter_v1').select('votes').execute(),
    ).toEqual([{ votes: 1 }]);
    await projector.stop();
    const again = start();
    await again.settled();
    expect(await types()).toHaveLength(5);
  });

  it('of two only one reacts; the other takes over what was left', async () => {
    const first = start();
    await first.settled();
    const second = start();
    await say('MatterOpened', '1');
    await first.settled();
    expect(second.state()?.role ?? 'standby').toBe('standby');
    await first.stop();
    await say('VoteCast', '2');
    await second.settled();
    expect((await types()).filter((type) => type === 'Told')).toHaveLength(2);
  });

  it('sweeps at start, asks what is due by the same command, and survives a sweep that fails', async () => {
    let sweeps = 0;
    let heard: (line: string) => void = () => undefined;
    const failed = new Promise<string>((resolve) => (heard = resolve));
    const command = { type: 'Say', data: { type: 'VoteCast', data: {} } };
    const projector = start({
      reactors: [],
      say: (line) => line.startsWith('sweep') && heard(line),
      async sweep() {
        if ((sweeps += 1) === 1) throw new Error('the table is not there yet');
        const due = async () => [{ category: 'matter', id, command, key: `reply ${id}` }];
        await sweepTimers({ due, execute: (request) => engine.execute(request) });
      },
    });
    expect(await failed).toBe('sweep: the table is not there yet');
    await projector.sweepNow();
    await projector.sweepNow();
    expect(sweeps).toBe(3);
    expect(await types()).toEqual(['VoteCast']);
  });

  it('refuses to work on read models that a newer program made', async () => {
    const newer = start({ views: [...views, { ...tally, name: 'tally_v2' }] });
    await newer.settled();
    await newer.stop();
    running.length = 0;
    await expect(start().ended).rejects.toThrow(/newer version of this program/);
    running.length = 0;
  });
});
