import { invalid, missing } from '#kernel';

import { list, record, text } from './reading.js';

type Unread = Readonly<Record<string, unknown>>;

function patchSteps(parent: unknown, patches: unknown, at: string): readonly Unread[] {
  const steps = list(parent, at, (step, place) => record(step, place));
  const changes = list(patches, at, (patch, place) => record(patch, place));
  const strange = changes.find((patch) => !steps.some((step) => step['key'] === patch['key']));
  if (strange !== undefined) {
    return invalid(
      'procedure.unknownStep',
      `${at}:上级规则集没有步骤“${String(strange['key'])}”,补充规则集不能增加步骤`,
      `${at}: the set that it extends has no step "${String(strange['key'])}", and an overlay adds none`,
    );
  }
  return steps.map((step) => ({ ...step, ...changes.find((patch) => patch['key'] === step['key']) }));
}

/**
 * A document with all that it takes over from the set it extends. A value is replaced whole, never in part, so that a
 * changed number cannot go on citing the old source.
 */
export function expanded(json: unknown, documents: Readonly<Record<string, unknown>>): Unread {
  const own = record(json, '.');
  if (own['extends'] === undefined) return own;
  const id = text(own['id'], 'id');
  const parentId = text(own['extends'], `${id}.extends`);
  if (!Object.hasOwn(documents, parentId) || parentId === id) {
    return missing(
      'procedure.unknownRuleSet',
      `规则集 ${id} 所依据的规则集 ${parentId} 不存在`,
      `rule set ${id} extends ${parentId}, which does not exist`,
    );
  }
  const parent = expanded(documents[parentId], documents);
  if (own['communityKind'] !== undefined && own['communityKind'] !== parent['communityKind']) {
    return invalid(
      'procedure.otherKindOfCommunity',
      `补充规则集 ${id} 不能改变 ${parentId} 所适用的社区类型(城市社区或村)`,
      `the overlay ${id} may not change the kind of community, city or village, for which ${parentId} is written`,
      { article: 'R§10', details: { ruleSet: id, extends: parentId } },
    );
  }
  const merged = (field: string): Unread => {
    if (own[field] === undefined) return parent[field] === undefined ? {} : { [field]: parent[field] };
    if (parent[field] === undefined) return { [field]: own[field] };
    return { [field]: { ...record(parent[field], field), ...record(own[field], `${id}.${field}`) } };
  };
  const steps =
    own['steps'] === undefined ? parent['steps'] : patchSteps(parent['steps'], own['steps'], `${id}.steps`);
  return {
    ...parent,
    ...own,
    steps,
    ...merged('bodies'),
    ...merged('residentsMeeting'),
    ...merged('notices'),
    ...merged('told'),
  };
}
