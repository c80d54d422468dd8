import type { Resolved } from './encode.js';
import type { Log } from './log.js';
import type { Row } from './row.js';

const LINK = '$>';

/**
 * A row as it is answered: with link resolution, a link comes with the event it names, when that can be read. What
 * names no revision is an event like others in history and a link to nothing in live, as on the real server.
 */
export function resolve(log: Log, row: Row, resolveLinks: boolean, live = false): Resolved {
  if (!resolveLinks || row.type !== LINK) return { event: row };
  const [, revision, name] = /^\s*\+?(\d+)\s*(?:@(.*))?$/s.exec(Buffer.from(row.body).toString('utf8')) ?? [];
  if (revision === undefined) return live ? { link: row } : { event: row };
  const event = name === undefined ? undefined : log.readable(name, Number(revision));
  return event ? { event, link: row } : { link: row };
}
