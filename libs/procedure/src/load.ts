import { checkRuleSet } from './check.js';
import { documents } from './documents.js';
import { expanded } from './overlay.js';
import { readRuleSet } from './read-rule-set.js';
import type { RuleSet } from './types.js';

/** Reads a document, lays it over the set that it extends, and refuses it with the article that it breaks. */
export function loadRuleSet(json: unknown): RuleSet {
  return checkRuleSet(readRuleSet(expanded(json, documents)));
}
