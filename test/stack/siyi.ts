import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

const main = resolve('dist/apps/cli/src/main.js');

export type Ended = Readonly<{ code: number | null; out: string; err: string }>;
export type Options = Readonly<{ input?: string; env?: Readonly<Record<string, string>>; cwd?: string }>;

/** A command of the command line as a process of its own, as a user starts it: no channel, no terminal. */
export type Running = Readonly<{
  pid: number;
  said: () => Ended;
  /** Waits until it has said this on standard output or error. */
  until: (words: string) => Promise<void>;
  send: (signal: NodeJS.Signals) => void;
  ended: Promise<Ended>;
}>;

/** Starts `siyi …`. */
export function startSiyi(args: readonly string[], { input = '', env, cwd }: Options = {}): Running {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    // what was compiled once is not compiled again by the next of the many commands
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: resolve('dist/.compiled'), ...env },
  });
  const said = { code: null as number | null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said.out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said.err += part));
  child.stdin.end(input);
  const ended = once(child, 'close').then(([code]) => {
    said.code = code as number | null;
    return { ...said };
  });
  const until = async (words: string): Promise<void> => {
    while (!said.out.includes(words) && !said.err.includes(words)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`siyi ${args.join(' ')} ended: ${said.out}\n${said.err}`);
      await sleep(20);
    }
  };
  return {
    pid: child.pid ?? 0,
    said: () => ({ ...said }),
    until,
    send: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs `siyi …` to its end. */
export const siyi = (args: readonly string[], options?: Options): Promise<Ended> =>
  startSiyi(args, options).ended;

/** A refusal as a user meets it: nothing on standard output, the code, both languages, no stack trace. */
export function expectRefusal({ code, out, err }: Ended, exit: number, name: string): void {
  const [first = '', second = ''] = err.split('\n');
  expect({ code, out, refusal: first.split(':')[0] }).toEqual({
    code: exit,
    out: '',
    refusal: `siyi ${name}`,
  });
  expect(first).toMatch(/\p{Script=Han}/u);
  expect(second).toMatch(/[a-z]{2}/);
  expect(err).not.toMatch(/^\s+at /m);
}
