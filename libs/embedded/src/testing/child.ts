import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Child = Readonly<{ process: ChildProcess; said: unknown; kill: () => Promise<void> }>;

/** Runs a module text in a process of its own until it says its first line of JSON. */
export async function child(script: string, env: NodeJS.ProcessEnv = process.env): Promise<Child> {
  const started = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A test that fails half-way must not leave its child behind.
  const reap = (): boolean => started.kill('SIGKILL');
  process.once('exit', reap);
  started.once('exit', () => process.off('exit', reap));
  const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: started.stdout }).once('line', resolve);
    started.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
  const kill = async (): Promise<void> => {
    started.kill('SIGKILL');
    await ended;
  };
  return { process: started, said: JSON.parse(line), kill };
}
