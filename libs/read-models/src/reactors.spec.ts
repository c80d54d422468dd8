import { Unavailable, type ExecuteRequest } from '#eventing';
import { conflict, type Recorded } from '#kernel';
import type { ReadModels } from './connect.js';
import { migrate } from './migrate.js';
import { run } from './query.js';
import type { NamedReactor, Trouble } from './reaction.js';
import { reactorCheckpoints } from './reactor-checkpoint.js';
import { reactorId } from './reactor.js';
import { runReactors } from './reactors.js';
import { memoryLog, testDatabase, type MemoryLog, type TestDatabase } from './testing/index.js';

let database: TestDatabase;
let db: ReadModels;
let log: MemoryLog;
let given: ExecuteRequest[];
let troubles: Trouble[];
const stops: (() => Promise<void>)[] = [];

const teller: NamedReactor = {
  name: 'teller',
  categories: ['matter'],
  react: ({ id, type }) =>
    type === 'VoteCast' ? [{ category: 'notice', id, command: { type: 'RaiseNotice', data: {} } }] : [],
};

/** An engine that writes what reactors need and remembers the rest, each command id once. */
const engine = async (request: ExecuteRequest): Promise<void> => {
  const { category, id, command, commandId } = request;
  if (category === 'reactor')
    log.add(`reactor-${id}`, 'ReactorStarted', command.data as Record<string, unknown>);
  else if (!given.some((each) => each.commandId === commandId)) given.push(request);
};

function start(execute = engine, reactors: readonly NamedReactor[] = [teller]): void {
  const stopping = new AbortController();
  const ended = runReactors({
    ...{ log, reactors, execute, checkpoints: reactorCheckpoints(db), signal: stopping.signal },
    onTrouble: (trouble) => troubles.push(trouble),
  });
  stops.push(async () => {
    stopping.abort();
    await ended;
  });
}

const stop = async (): Promise<void> => {
  await Promise.all(stops.splice(0).map((each) => each()));
};

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const reached = async (position: string): Promise<boolean> =>
  (await reactorCheckpoints(db).read('teller')) === position;

const started = (): boolean => log.events.some(({ type }) => type === 'ReactorStarted');
const vote = (): Recorded => log.add('matter-a', 'VoteCast');

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  db = await database.fresh();
  await migrate(db, []);
  log = memoryLog();
  given = [];
  troubles = [];
});
afterEach(stop);

describe('reactors', () => {
  it('begin at their deployment, give one command for each event, and name its cause', async () => {
    vote();
    start();
    await until(started);
    const cause = vote();
    await until(() => reached(cause.position));
    expect(given).toMatchObject([
      { category: 'notice', id: cause.id, causationId: cause.id, by: { person: 'system:reactor' } },
    ]);
  });

  it('give nothing twice over a restart, and derive the same id for the same event', async () => {
    start();
    await until(started);
    const first = vote();
    await until(() => reached(first.position));
    await stop();
    const second = vote();
    start();
    await until(() => reached(second.position));
    expect(given.map(({ id }) => id)).toEqual([first.id, second.id]);
    const ids = given.map(({ commandId }) => commandId);

    await stop();
    await run(db.db, 'delete from read.reactor');
    given = [];
    start();
    await until(() => reached(second.position));
    expect(given.map(({ commandId }) => commandId)).toEqual(ids);
  });

  it('with the checkpoint lost begin where they were deployed, not at the end', async () => {
    vote();
    start();
    await until(started);
    const missed = vote();
    await until(() => reached(missed.position));
    await stop();
    await run(db.db, 'drop schema read cascade');
    await migrate(db, []);
    given = [];
    start();
    await until(() => reached(missed.position));
    expect(given.map(({ id }) => id)).toEqual([missed.id]);
    expect(log.events.filter(({ type }) => type === 'ReactorStarted')).toMatchObject([
      { stream: `reactor-${reactorId('teller')}`, data: { name: 'teller', position: '7' } },
    ]);
  });

  it('record a refusal and go on', async () => {
    start((request) =>
      request.category === 'notice' && given.length === 0 && troubles.length === 0
        ? Promise.reject(refusal())
        : engine(request),
    );
    await until(started);
    const [refused, taken] = [vote(), vote()];
    await until(() => reached(taken.position));
    expect(given.map(({ id }) => id)).toEqual([taken.id]);
    expect(await run(db.db, 'select skipped, last_skipped from read.reactor')).toEqual([
      { skipped: 1, last_skipped: { event: refused.id, command: 'RaiseNotice', code: 'notice.raised' } },
    ]);
  });

  it('wait while the log cannot take the command, and lose nothing', async () => {
    let away = true;
    start((request) =>
      away && request.category === 'notice' ? Promise.reject(new Unavailable('away')) : engine(request),
    );
    await until(started);
    const event = vote();
    await until(() => troubles.some(({ what }) => what === 'again'));
    expect(await reached(event.position)).toBe(false);
    away = false;
    await until(() => reached(event.position));
    expect(given.map(({ id }) => id)).toEqual([event.id]);
  });

  it('that throw are parked at the event, and the others go on', async () => {
    const broken: NamedReactor = {
      name: 'broken',
      categories: ['matter'],
      react: () => {
        throw new Error('no such field');
      },
    };
    start(engine, [broken, teller]);
    await until(() => log.events.filter(({ type }) => type === 'ReactorStarted').length === 2);
    const event = vote();
    await until(() => reached(event.position));
    const [row] = await run<{ parked: unknown }>(
      db.db,
      `select parked from read.reactor where name = 'broken'`,
    );
    expect(row?.parked).toMatchObject({ position: event.position, error: 'Error: no such field' });
  });
});

function refusal(): unknown {
  try {
    return conflict('notice.raised', '已发出', 'already raised');
  } catch (error) {
    return error;
  }
}
