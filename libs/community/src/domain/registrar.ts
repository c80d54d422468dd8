import type { By, Judged } from '#kernel';
import { forbidden, judgedOn } from '#kernel';
import { organicLaw, seatsOn, type CivilDate, type CommunityKind } from '#procedure';
import type { OrganizationState } from '../events.js';
import type { OfficeFacts } from './facts.js';

/** The operator at the console, who may only put the first registrar in place and what he needs for it. */
export const operator = 'system:init';

/** Whether the person holds a registrar's seat of that organization on that day. */
export function isRegistrarOf(state: OrganizationState | undefined, person: string, day: CivilDate): boolean {
  if (state?.status !== 'formed') return false;
  return seatsOn(state, day).some((seat) => seat.role === 'registrar' && seat.person === person);
}

/** Whether the person is a registrar of the office above or of the one above that. */
export const isRegistrar = (facts: OfficeFacts, by: By, day: CivilDate): boolean =>
  isRegistrarOf(facts.street?.state, by.person, day) || isRegistrarOf(facts.district?.state, by.person, day);

/** Refuses everybody but a registrar of the offices above. */
export function mustBeRegistrar(facts: OfficeFacts, by: By, day: CivilDate, kind?: CommunityKind): void {
  if (!isRegistrar(facts, by, day)) refuseStranger(day, kind);
}

/** Says that a registrar is needed, by the law of that kind of community. */
export function refuseStranger(day: CivilDate, kind?: CommunityKind): never {
  return forbidden(
    'community.notRegistrar',
    '只有上级街道(镇)或区的登记员可以办理:请由街道登记员登记,或由其上级先任命登记员。',
    'Only a registrar of the street, town or district above may record this: ask the street’s registrar, or have one seated first.',
    { article: organicLaw(kind).articles.guidance, details: { day } },
  );
}

/** The offices judged upon, with the revisions read. */
export const officesJudged = (facts: OfficeFacts): readonly Judged[] =>
  judgedOn(facts.street, facts.district);
