import { missing } from '#kernel';

import { documents } from './documents.js';
import { loadRuleSet } from './load.js';
import { statuteOn } from './statutes.js';
import type { CivilDate, CommunityKind, RuleSet } from './types.js';

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

/** The shipped set written for the law in force that day for a kind of community; without a kind that of cities. */
export function floorOn(day: CivilDate, kind?: CommunityKind): RuleSet | undefined {
  const statute = statuteOn(day, kind);
  return statute && byId.get(statute.id);
}
