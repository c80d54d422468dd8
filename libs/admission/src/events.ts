/**
 * The only door to what this context says. Streams: `taskCatalog-<district>`, `admissionRequest-<id>`, `taskRefusal-<id>`,
 * `sealRegister-<community>`. Dates are civil
 * dates (YYYY-MM-DD) in Asia/Shanghai; money is integer fen.
 */
export type * from './catalog-events.js';
export type * from './refusal-events.js';
export type * from './request-events.js';
export type * from './seal-events.js';
