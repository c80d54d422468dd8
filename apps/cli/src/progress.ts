/** Says how far a long work is; `end` when it is over. */
export type Progress = Readonly<{ at: (done: number, total: number) => void; end: () => void }>;

const width = 30;
const quarter = (done: number, total: number): number => Math.floor((4 * done) / Math.max(total, 1));

/** A bar on a terminal; elsewhere, as in a log file, a plain line for every quarter. */
export function progress(what: string, out: NodeJS.WriteStream = process.stderr): Progress {
  let said = 0;
  return {
    at(done, total) {
      const full = Math.round((width * done) / Math.max(total, 1));
      if (out.isTTY) out.write(`\r${what} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done}/${total}`);
      else if (quarter(done, total) > said) {
        said = quarter(done, total);
        out.write(`${what}: ${done}/${total}\n`);
      }
    },
    end() {
      if (out.isTTY) out.write('\n');
    },
  };
}
