import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const field = (pid: number, file: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1]) /
  1024;

/** Memory of a process in MB, shared pages included. */
export const residentMb = (pid: number): number => field(pid, 'status', 'VmRSS');

/** The most that a process had since `forgetPeak`. */
export const peakMb = (pid: number): number => field(pid, 'status', 'VmHWM');

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** Memory of a process in MB, where pages shared by n processes count one nth. */
export const proportionalMb = (pid: number): number => field(pid, 'smaps_rollup', 'Pss');

const parentOf = (pid: number): number =>
  Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);

/** A process and the children that it has now. */
export function family(pid: number): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const alive = all.flatMap((one) => {
    try {
      return [{ one, parent: parentOf(one) }];
    } catch (error) {
      if (
        (error as NodeJS.ErrnoException).code === 'ENOENT' ||
        (error as NodeJS.ErrnoException).code === 'ESRCH'
      )
        return [];
      throw error;
    }
  });
  return [pid, ...alive.filter(({ parent }) => parent === pid).map(({ one }) => one)];
}
