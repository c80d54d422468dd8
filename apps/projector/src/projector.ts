import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#eventing';
import type { Recorded } from '#kernel';
import {
  migrate,
  runProjections,
  SchemaRefused,
  startReactor,
  waitFor,
  type ExecuteCommand,
  type NamedReactor,
  type ReadModels,
  type RunnerState,
  type ViewDefinition,
} from '#read-models';
import { Reacting } from './reacting.js';
import { sweeper } from './sweeper.js';

export type ProjectorOptions = Readonly<{
  log: Log;
  db: ReadModels;
  views: readonly ViewDefinition[];
  reactors: readonly NamedReactor[];
  /** `engine.execute`, or the CommandBus. */
  execute: ExecuteCommand;
  /** Every category of the application. */
  categories: readonly string[];
  /** `codec.decode`. */
  decode?: (event: Recorded) => Recorded;
  /** Timers that are due, and open notice batches. */
  sweep?: () => Promise<unknown>;
  sweepEveryMs?: number;
  say?: (line: string) => void;
}>;

/** A projector at work. */
export type Projector = Readonly<{
  state(): RunnerState | undefined;
  /** Waits until views and reactors stand at the end of the log and nothing came in meanwhile. */
  settled(timeoutMs?: number): Promise<void>;
  /** Sweeps now and waits for its end: for a clock that was moved. */
  sweepNow(): Promise<void>;
  /** Every reactor's beginning is recorded: what is appended from now on, all of them see. */
  started: Promise<void>;
  /** Rejects when the read models were made by a newer program. */
  ended: Promise<void>;
  stop(): Promise<void>;
}>;

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Say = (line: string) => void;

/** Tries until it works; what no later try can mend is thrown. */
async function persist(
  what: string,
  work: () => Promise<void>,
  signal: AbortSignal,
  say: Say,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
      return;
    } catch (error) {
      if (error instanceof SchemaRefused) throw error;
      say(`${what}: ${told(error)}; trying again`);
      await sleep(500);
    }
  }
}

async function deploy({ log, reactors, execute }: ProjectorOptions): Promise<void> {
  for (const { name } of reactors) await startReactor(log, execute, name);
}

async function tables({ db, views }: ProjectorOptions, say: Say): Promise<void> {
  const { created } = await migrate(db, views);
  if (created.length > 0) say(`read models made: ${created.join(', ')}`);
}

async function settled({ log, db }: ProjectorOptions, reacting: Reacting, timeoutMs: number): Promise<void> {
  const over = AbortSignal.timeout(timeoutMs);
  let end = await log.end();
  for (let before = ''; before !== end;) {
    before = end;
    await waitFor(db, end, { timeoutMs });
    await reacting.until(end, over);
    end = await log.end();
  }
}

/** Starts the projector: views, and while this process is the one that projects, reactors and the sweep. */
export function startProjector(options: ProjectorOptions): Projector {
  const { sweep = async () => undefined, sweepEveryMs = 60_000, say = () => undefined } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const sweeping = sweeper(sweep, sweepEveryMs, (error) => say(`sweep: ${told(error)}`));
  const reacting = new Reacting({
    ...options,
    onTrouble: ({ reactor, what, error }) => say(`reactor ${reactor}, ${what}: ${told(error)}`),
  });
  let state: RunnerState | undefined;

  function onState(next: RunnerState): void {
    if (next.error !== undefined && next.error !== state?.error) say(`read models: ${next.error}`);
    const changed = next.role !== state?.role;
    state = next;
    if (changed && next.role === 'running') {
      reacting.start();
      sweeping.start();
    } else if (changed) {
      reacting.stop().catch((error: unknown) => say(`reactors: ${told(error)}`));
      sweeping.stop().catch((error: unknown) => say(`sweep: ${told(error)}`));
    }
  }

  const started = persist('reactors', () => deploy(options), signal, say);
  const ended = (async () => {
    await started;
    await persist('read models', () => tables(options, say), signal, say);
    await runProjections({ ...options, signal, onState });
    await reacting.stop();
    await sweeping.stop();
  })();

  return {
    state: () => state,
    settled: (timeoutMs = 30_000) => settled(options, reacting, timeoutMs),
    sweepNow: sweeping.now,
    started,
    ended,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
