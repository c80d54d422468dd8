import { missing } from '#kernel';

import { documents } from './documents.js';
import { loadRuleSet } from './load.js';
import { statuteOn, type LawOf } from './statutes.js';
import type { CivilDate, RuleSet } from './types.js';

/** All rule sets that come with the engine. */
export const ruleSets: readonly RuleSet[] = Object.values(documents).map((document) => loadRuleSet(document));

const byId = new Map(ruleSets.map((set) => [set.id, set]));

/** The rule set of that id. */
export function ruleSet(id: string): RuleSet {
  return (
    byId.get(id) ??
    missing(
      'procedure.unknownRuleSet',
      `没有规则集“${id}”;可用:${[...byId.keys()].join('、')}`,
      `there is no rule set “${id}”; there are ${[...byId.keys()].join(', ')}`,
      { details: { id } },
    )
  );
}

/** The shipped set written for the law in force that day, of cities or of villages. */
export function floorOn(day: CivilDate, place: LawOf = 'city'): RuleSet | undefined {
  const statute = statuteOn(day, place);
  return statute && byId.get(statute.id);
}
