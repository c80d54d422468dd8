/**
 * The only door to what this context says. Streams: `sitting-<id>` and `decision-<id>`. Dates are civil dates
 * (YYYY-MM-DD) in Asia/Shanghai; money is integer fen.
 */
export type * from './sitting-events.js';
export type * from './decision-commands.js';
export type * from './decision-events.js';
export type * from './disclosure-events.js';
