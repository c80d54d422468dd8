import { execFileSync } from 'node:child_process';
import { expect } from '@jest/globals';
import type { Finding } from '#audit';
import { siyi, type Ended } from '../stack/siyi.js';

/** What a command said as JSON; throws all it said where it ended otherwise. */
export const json = <T>({ code, out, err }: Ended, expected = 0): T => {
  if (code !== expected) throw new Error(`exit ${code}\n${out}\n${err}`);
  return JSON.parse(out) as T;
};

/** Both verifiers on one file; they must say the same. */
export async function verified(file: string, keys: readonly string[]): Promise<readonly string[]> {
  const ours = json<readonly Finding[]>(
    await siyi(['verify', file, ...keys, '--json']).then((ended) => ({ ...ended, code: 0 })),
  );
  const theirs = (() => {
    const args = [
      'libs/audit/verify.py',
      file.includes('growth') ? 'growth' : 'bundle',
      file,
      ...keys,
      '--json',
    ];
    try {
      return execFileSync('python3', args, { encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  const named = (found: readonly Finding[]) => found.map(({ name, where }) => `${name} ${where}`);
  expect(named((JSON.parse(theirs) as readonly (readonly Finding[])[])[0] ?? [])).toEqual(named(ours));
  return named(ours);
}
