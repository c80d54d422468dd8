import { createHash } from 'node:crypto';
import type { RuleSet } from './types.js';

const sorted = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** SHA-256 (hex) over the whole set as JSON with sorted keys: two sets of one name and other numbers differ in it. */
export const ruleSetHash = (set: RuleSet): string =>
  createHash('sha256').update(JSON.stringify(set, sorted), 'utf8').digest('hex');
