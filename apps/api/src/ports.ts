/** Names under which the edge finds what the process was started with. */
export const KEYS = 'KEYS';
export const READ_MODELS = 'READ_MODELS';
export const ATTACHMENTS = 'ATTACHMENTS';
export const HISTORIES = 'HISTORIES';
export const PRINTING = 'PRINTING';
export const RECEIPTS = 'RECEIPTS';
export const HEALTH = 'HEALTH';
export const PROVIDER = 'PROVIDER';
