import { given } from '#kernel/testing';
import type { OrganizationCommand, OrganizationEvent } from '../events.js';
import { organization } from './organization.js';
import { facts, seat, why } from './testing.js';

const form = (kind: 'district' | 'street' | 'department', parent: string | null): OrganizationCommand => ({
  type: 'FormOrganization',
  data: { kind, name: '某机构', source: 's', parent },
});
const formed: OrganizationEvent = {
  type: 'OrganizationFormed',
  data: { kind: 'street', name: '第 1 街道', source: 's', parent: 'district' },
};
const registrar = seat('r1', 'registrar', { person: 'first', role: 'registrar' });
const seating = (...seats: readonly ReturnType<typeof seat>[]): OrganizationCommand => ({
  type: 'SeatMembers',
  data: { seats, basisHash: 'h' },
});
const underDistrict = facts.district ? { street: facts.district } : {};

describe('forming an organization', () => {
  it('the operator forms the district, the district’s registrar a street', () => {
    expect(given(organization).when(form('district', null), { by: 'system:init' }).events()).toHaveLength(1);
    const street = given(organization).when(form('street', 'district'), {
      by: 'over-registrar',
      facts: underDistrict,
    });
    expect(street.events()).toHaveLength(1);
  });

  it('nobody else does', () => {
    given(organization).when(form('district', null), { by: 'stranger' }).refused('community.notRegistrar');
    given(organization)
      .when(form('street', 'district'), { by: 'registrar', facts: underDistrict })
      .refused('community.notRegistrar');
  });

  it('a street stands under a district, any organization under one that is there, once', () => {
    given(organization)
      .when(form('street', null), { by: 'system:init' })
      .refused('organization.needsDistrict');
    given(organization)
      .when(form('department', 'gone'), { by: 'system:init' })
      .refused('organization.parentUnknown');
    given(organization, formed)
      .when(form('street', 'district'), { by: 'system:init' })
      .refused('organization.exists');
  });
});

describe('the first registrar', () => {
  const there = given(organization, formed);

  it('is seated by the operator, by an event', () => {
    there
      .when(seating(registrar), { by: 'system:init' })
      .then({ type: 'MemberSeated', data: { seat: registrar, basisHash: 'h', judged: [] } });
  });

  it('only where there is none, and no batch without one', () => {
    const second = seat('r2', 'registrar', { person: 'second', role: 'registrar' });
    const after = there.when(seating(registrar), { by: 'system:init' }).and();
    after.when(seating(second), { by: 'system:init' }).refused('organization.notTheFirstRegistrar');
    there
      .when(seating(seat('i', 'inspector', { role: 'inspector' })), { by: 'system:init' })
      .refused('organization.notTheFirstRegistrar');
  });

  it('seats the others, as does the registrar of the district', () => {
    const auditor = seating(seat('a1', 'auditor', { role: 'auditor' }));
    const after = there.when(seating(registrar), { by: 'system:init' }).and();
    expect(after.when(auditor, { by: 'first' }).events()).toHaveLength(1);
    expect(after.when(auditor, { by: 'over-registrar', facts: underDistrict }).events()).toHaveLength(1);
    after.when(auditor, { by: 'stranger', facts: underDistrict }).refused('community.notRegistrar');
  });

  it('loses the office with the seat', () => {
    const after = there.when(seating(registrar), { by: 'system:init' }).and();
    const left = after
      .when({ type: 'UnseatMember', data: { seat: 'r1', on: '2026-03-01', reason: why } }, { by: 'first' })
      .and();
    left.when(seating(seat('x', 'auditor')), { by: 'first' }).refused('community.notRegistrar');
    after
      .when({ type: 'UnseatMember', data: { seat: 'r1', on: '2026-03-01', reason: why } }, { by: 'stranger' })
      .refused('community.notRegistrar');
  });

  it('nothing is seated in an organization that was never formed', () => {
    given(organization).when(seating(registrar), { by: 'system:init' }).refused('organization.unknown');
  });
});
