import { given } from '#kernel/testing';
import type { CommunityCommand, CommunityEvent, Seat } from '../events.js';
import { community } from './community.js';
import { facts } from './testing.js';

const at = '2026-12-20T02:00:00.000Z';
const documentHash = 'a'.repeat(64);
const formed = (kind?: 'village'): CommunityEvent => ({
  type: 'CommunityFormed',
  data: {
    ...{ name: '样例社区', nameSource: null, parent: 'street', households: 1, adults: 1, countsSource: 'x' },
    ...(kind === undefined ? {} : { kind }),
  },
});
const seat: Seat = {
  ...{ id: 's', body: 'supervision', person: 's1', role: 'member', vote: true },
  ...{ from: '2024-01-01', until: '2028-12-31' },
};
const seated: CommunityEvent = { type: 'MemberSeated', data: { seat, basisHash: documentHash, judged: [] } };
const record = (
  more: Partial<Extract<CommunityCommand, { type: 'RecordYearlyReport' }>['data']> = {},
): CommunityCommand => ({
  type: 'RecordYearlyReport',
  data: { report: 'review', year: 2026, on: '2026-12-15', documentHash, ...more },
});
const there = given(community, formed(), seated);

describe('a yearly report', () => {
  it.each(['s1', 'registrar'])('%s records it, with the article that asks for it', (by) => {
    there.when(record(), { by, at, facts }).then({
      type: 'YearlyReportRecorded',
      data: {
        ...{ report: 'review', year: 2026, on: '2026-12-15', documentHash, by },
        article: '居委会组织法(2025) §37',
      },
    });
    expect(
      given(community, formed('village'), seated).when(record(), { by, at, facts }).events(),
    ).toMatchObject([{ data: { article: '村民委员会组织法 §33' } }]);
  });

  it('nobody else does, and none before its day', () => {
    there.when(record(), { by: 'p1', at, facts }).refused('community.notSupervision');
    there.when(record({ on: '2026-12-21' }), { by: 's1', at }).refused('community.inTheFuture');
    there.when(record({ on: '2026-02-30' }), { by: 's1', at }).refused('community.notADay');
  });

  it('is of that year, or of the first quarter after it, and once for each kind', () => {
    there.when(record({ year: 2027 }), { by: 's1', at }).refused('community.otherYear');
    there.when(record({ year: 2025 }), { by: 's1', at }).refused('community.otherYear');
    const late = record({ year: 2025, on: '2026-03-31' });
    expect(there.when(late, { by: 's1', at }).events()).toHaveLength(1);
    const done = there.when(record(), { by: 's1', at }).and();
    done.when(record(), { by: 's1', at }).refused('community.reportExists');
    expect(done.when(record({ report: 'supervision' }), { by: 's1', at }).events()).toHaveLength(1);
  });
});
