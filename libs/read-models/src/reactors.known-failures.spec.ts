import { Unavailable, type ExecuteRequest } from '#eventing';
import type { NamedReactor } from './reaction.js';
import type { ReactorCheckpoints } from './reactor-checkpoint.js';
import { runReactors } from './reactors.js';
import { memoryLog, type MemoryLog } from './testing/index.js';

const teller: NamedReactor = {
  name: 'teller',
  categories: ['matter'],
  react: ({ id }) => [{ category: 'notice', id, command: { type: 'RaiseNotice', data: {} } }],
};

/** Checkpoints that tell, with every move, what had been answered by then. */
function checkpoints(answered: readonly string[]) {
  const kept = new Map<string, string>();
  const moves: { position: string; answered: number }[] = [];
  const own: ReactorCheckpoints = {
    read: async (name) => kept.get(name),
    move: async (names, position) => {
      for (const name of names) kept.set(name, position);
      moves.push({ position, answered: answered.length });
    },
    skip: async () => undefined,
    park: async () => undefined,
  };
  return { own, moves };
}

async function reacting(
  log: MemoryLog,
  own: ReactorCheckpoints,
  execute: (request: ExecuteRequest) => Promise<unknown>,
  until: () => boolean,
): Promise<void> {
  const stopping = new AbortController();
  const given = async (request: ExecuteRequest): Promise<unknown> => {
    if (request.category !== 'reactor') return execute(request);
    return log.add(
      `reactor-${request.id}`,
      'ReactorStarted',
      request.command.data as Record<string, unknown>,
    );
  };
  const ended = runReactors({
    log,
    reactors: [teller],
    execute: given,
    checkpoints: own,
    signal: stopping.signal,
  });
  for (let tries = 0; !until() && tries < 2_000; tries += 1) await new Promise((go) => setTimeout(go, 2));
  stopping.abort();
  await ended;
  expect(until()).toBe(true);
}

let log: MemoryLog;
beforeEach(() => {
  log = memoryLog();
});

describe('a checkpoint and what was acknowledged', () => {
  it('KurrentDB#1301, Eventuous#165: a checkpoint never stands ahead of a command without answer', async () => {
    const answered: string[] = [];
    const { own, moves } = checkpoints(answered);
    await own.move(['teller'], '0');
    const votes = Array.from({ length: 5 }, () => log.add('matter-a', 'VoteCast'));
    let failures = 2;
    const execute = async ({ id }: ExecuteRequest): Promise<void> => {
      await new Promise((go) => setTimeout(go, 1));
      if (id === votes[2]?.id && failures-- > 0) throw new Unavailable('the store is away');
      answered.push(id);
    };
    await reacting(log, own, execute, () => answered.length === votes.length);
    for (const { position, answered: count } of moves) {
      const passed = votes.filter((vote) => BigInt(vote.position) <= BigInt(position)).length;
      expect(count).toBeGreaterThanOrEqual(passed);
    }
    expect(answered).toEqual(votes.map(({ id }) => id));
  });

  it('Eventuous#222: stopped in the middle it leaves the event before it, and gives it again with the same id', async () => {
    const answered: string[] = [];
    const { own } = checkpoints(answered);
    await own.move(['teller'], '0');
    const [first, second] = [log.add('matter-a', 'VoteCast'), log.add('matter-a', 'VoteCast')];
    const ids: string[] = [];
    const away = async ({ id, commandId }: ExecuteRequest): Promise<void> => {
      ids.push(commandId);
      if (id === second.id) throw new Unavailable('the store is away');
      answered.push(id);
    };
    await reacting(log, own, away, () => ids.length === 2);
    expect(BigInt((await own.read('teller')) ?? '0')).toBeLessThan(BigInt(second.position));
    const again: ExecuteRequest[] = [];
    const back = async (request: ExecuteRequest): Promise<void> => {
      again.push(request);
    };
    await reacting(log, own, back, () => again.some(({ id }) => id === second.id));
    expect(again.find(({ id }) => id === second.id)?.commandId).toBe(ids[1]);
    expect(answered).toEqual([first.id]);
  });

  it('emmett#252: one event after the other, in the order of the log, however long one takes', async () => {
    const { own } = checkpoints([]);
    await own.move(['teller'], '0');
    const votes = Array.from({ length: 6 }, () => log.add('matter-a', 'VoteCast'));
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    const execute = async ({ id }: ExecuteRequest): Promise<void> => {
      most = Math.max(most, (running += 1));
      await new Promise((go) => setTimeout(go, id === votes[0]?.id ? 10 : 0));
      seen.push(id);
      running -= 1;
    };
    await reacting(log, own, execute, () => seen.length === votes.length);
    expect(seen).toEqual(votes.map(({ id }) => id));
    expect(most).toBe(1);
  });
});
