import { checkNewest } from './check.js';
import { now } from './clock.js';
import { openFile, type StoreFile } from './file.js';
import { firstEvent } from './first-event.js';
import { Log } from './log.js';
import { malformed } from './store-error.js';

/** A log that may be written, and the file it owns. */
export type OpenLog = Readonly<{ log: Log; file: StoreFile }>;

/** Opens the log of a file and looks whether its end is there and whole, as far as a start can afford. */
export function openLog(path: string): OpenLog {
  const file = openFile(path);
  try {
    const log = new Log(file, now);
    file.end.check(log.end);
    checkNewest(log);
    if (log.end === 0) log.commit(() => firstEvent(log));
    log.acknowledge();
    return { log, file };
  } catch (error) {
    file.close();
    throw malformed(error, path) ?? error;
  }
}
