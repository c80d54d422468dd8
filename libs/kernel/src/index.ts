export * from './message.js';
export * from './decider.js';
export * from './rejection.js';
export * from './sealed.js';
export * from './csv.js';
export * from './citing.js';
