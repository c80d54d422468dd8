import { METADATA_TYPE, ownEvent } from './appending.js';
import type { Log } from './log.js';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/**
 * A fresh EventStoreDB is not empty: its log begins with the metadata of a system stream. Readers of $all see it here
 * too, so that nobody comes to rely on a first event of their own.
 */
export function firstEvent(log: Log): void {
  const metadata = { $maxAge: THIRTY_DAYS, $acl: { $r: '$ops', $w: [], $d: [], $mr: [], $mw: [] } };
  log.write('$$$scavenges', [ownEvent(METADATA_TYPE, JSON.stringify(metadata))]);
}
