import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregate, Engine, openKeyStore, uuidV5, type Aggregate, type Log } from '#eventing';
import {
  noticeAggregate,
  noticeBatchAggregate,
  noticeReactors,
  type BatchState,
  type NoticeCommand,
  type ReactorOptions,
} from '#notices';

/** A stream that others may name as a fact and that nobody writes. */
const blank = (category: string) =>
  aggregate({
    category,
    decider: { initialState: { status: 'none' }, decide: () => [], evolve: (state) => state },
    commands: {},
  });

type More = Readonly<{ aggregates?: readonly Aggregate[] }> & Partial<Omit<ReactorOptions, 'idOf'>>;

/** Engines over one log, and a runner of the notice reactors, for the specs. */
export async function house(log: Log, groupSize = 100, { aggregates: others = [], ...ways }: More = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'));
  const keys = await openKeyStore(join(folder, 'keys.sqlite'));
  const clock = { at: '2026-03-02T01:00:00.000Z', now: () => clock.at };
  const aggregates = [noticeAggregate, noticeBatchAggregate, blank('community'), ...others];
  const engine = () => new Engine({ log, keys, clock, aggregates });
  const one = engine();
  const reactors = noticeReactors({ idOf: uuidV5, channel: { name: 'file', groupSize }, ...ways });
  let after = '0';

  /** Gives every event since the last call to the reactors, until nothing new follows. */
  async function react(): Promise<void> {
    for (let more = true; more;) {
      more = false;
      for await (const event of log.readAll({ after, categories: ['notice', 'noticeBatch'] })) {
        more = true;
        after = event.position;
        const called = reactors.flatMap(({ categories, react: call }) =>
          categories.includes(event.stream.split('-', 1)[0] ?? '') ? call(event) : [],
        );
        for (const [index, { category, id, command }] of called.entries())
          await one.execute({
            ...{ category, id, command, by: { person: 'system:reactor' } },
            commandId: uuidV5(`${event.id}/${index}`),
          });
      }
    }
  }

  /** Raises a notice to these persons and gives the ids of notice and batches. */
  async function raise(
    name: string,
    recipients: readonly string[],
    purposeEnds: string | null = null,
    more: Partial<Extract<NoticeCommand, { type: 'RaiseNotice' }>['data']> = {},
  ) {
    const id = uuidV5(name);
    const about = {
      ...{ community: uuidV5('community'), decision: null, sitting: null, objection: null },
      ...{ event: name, stream: 'spec' },
    };
    const command: NoticeCommand = {
      type: 'RaiseNotice',
      data: {
        ...{ kind: 'objectionFiled', about, recipients, to: [], ballot: null, latest: null, purposeEnds },
        text: { title: '修路', replyBy: '2026-03-09' },
        ...more,
      },
    };
    const by = { person: 'system:reactor' };
    await one.execute({ category: 'notice', id, command, by, commandId: uuidV5(`raise ${name}`) });
    await react();
    const batches: string[] = [];
    for await (const event of log.readAll({ categories: ['noticeBatch'] })) {
      const { notice } = event.data as { notice?: string };
      if (event.type === 'BatchOpened' && notice === id) batches.push(event.stream.slice(12));
    }
    return { id, batches, batch: batches[0] ?? '' };
  }

  const types = async (stream: string) => {
    const all: string[] = [];
    for await (const { type } of log.read(stream)) all.push(type);
    return all;
  };
  /** The data of the last event of a type in a stream. */
  const lastOf = async (stream: string, type: string) => {
    let data: unknown;
    for await (const event of log.read(stream)) if (event.type === type) data = event.data;
    return data as Readonly<Record<string, unknown>>;
  };
  const batchState = async (batch: string) =>
    (await engine().load<BatchState>('noticeBatch', batch)).state as Exclude<BatchState, { status: 'none' }>;
  const close = async () => {
    await keys.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { engine, keys, clock, react, raise, types, lastOf, batchState, folder, close };
}
