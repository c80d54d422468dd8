import type { Fact } from '#kernel';
import { given } from '#kernel/testing';
import type { OrganizationState } from '#community/events';
import type { CatalogEntry, TaskCatalogCommand } from '../events.js';
import { inForceOn, taskCatalog } from './catalog.js';

const seat = (person: string, role: 'chair' | 'member' | 'registrar') => ({
  ...{ id: person, body: 'authority', person, role, vote: true, from: '2026-01-01', until: '2028-12-31' },
});
const authority = (more: Partial<Extract<OrganizationState, { status: 'formed' }>> = {}) =>
  ({
    stream: 'organization-authority',
    revision: 4,
    state: {
      ...{ status: 'formed', kind: 'authority', name: '区准入工作领导小组', parent: 'district' },
      seats: { c: seat('chair', 'chair'), m: seat('member', 'member'), r: seat('registrar', 'registrar') },
      ...more,
    },
  }) satisfies Fact<OrganizationState>;

const entry = (id: string, more: Partial<CatalogEntry> = {}): CatalogEntry => ({
  ...{ id, title: `事项 ${id}`, names: [], class: 'shouldAssist', kind: 'task' },
  ...{ department: '民政局', basis: '社会救助暂行办法 §11' },
  ...more,
});
const publishing = (
  entries: readonly CatalogEntry[],
  more: Partial<TaskCatalogCommand['data']> = {},
): TaskCatalogCommand => ({
  type: 'PublishTaskCatalog',
  data: {
    ...{ district: 'district', authority: 'authority', effectiveFrom: '2026-04-01', source: '清单 2026' },
    ...{ basisHash: 'h', entries, ...more },
  },
});
/** Noon in Shanghai on a day of March 2026. */
const asChair = (day = 10) => ({
  ...{ by: 'chair', facts: { authority: authority() } },
  at: `2026-03-${String(day).padStart(2, '0')}T04:00:00.000Z`,
});

describe('the list of tasks', () => {
  const first = given(taskCatalog).when(publishing([entry('1'), entry('2')]), asChair());

  it('is published whole, as a numbered version from a day on, with the authority judged upon', () => {
    first.then({
      type: 'TaskCatalogPublished',
      data: {
        ...{
          version: 1,
          district: 'district',
          effectiveFrom: '2026-04-01',
          source: '清单 2026',
          basisHash: 'h',
        },
        entries: [entry('1'), entry('2')],
        judged: [{ stream: 'organization-authority', revision: 4 }],
      },
    });
    const second = first.and().when(publishing([entry('3')], { effectiveFrom: '2026-05-01' }), asChair());
    expect(second.events()).toMatchObject([{ data: { version: 2 } }]);
  });

  it('the version that applies is the last one whose day has come', () => {
    const versions = [
      { version: 1, effectiveFrom: '2026-04-01', entries: [entry('1')], authority: null },
      { version: 2, effectiveFrom: '2026-05-01', entries: [entry('2')], authority: null },
    ];
    const on = (day: string) => inForceOn({ versions }, day)?.version;
    expect([on('2026-03-31'), on('2026-04-01'), on('2026-04-30'), on('2026-05-01')]).toEqual([
      undefined,
      ...[1, 1, 2],
    ]);
  });

  it('applies to no day before it is published, nor before the version that it follows', () => {
    const from = (effectiveFrom: string) => publishing([entry('9')], { effectiveFrom });
    given(taskCatalog).when(from('2026-03-09'), asChair()).refused('catalog.backdated');
    given(taskCatalog).when(from('2026-02-30'), asChair()).refused('catalog.backdated');
    expect(given(taskCatalog).when(from('2026-03-10'), asChair()).events()).toHaveLength(1);
    first.and().when(from('2026-03-31'), asChair()).refused('catalog.backdated');
    expect(first.and().when(from('2026-04-01'), asChair()).events()).toHaveLength(1);
  });

  it('is for the chair and the registrar of the district’s own authority', () => {
    const list = publishing([entry('1')]);
    const at = asChair().at;
    const by = (person: string, facts = { authority: authority() }) => ({ by: person, facts, at });
    expect(given(taskCatalog).when(list, by('registrar')).events()).toHaveLength(1);
    given(taskCatalog).when(list, by('member')).refused('catalog.notOfTheAuthority');
    given(taskCatalog).when(list, by('stranger')).refused('catalog.notOfTheAuthority');
    given(taskCatalog)
      .when(list, by('chair', { authority: authority({ kind: 'department' }) }))
      .refused('admission.notAnAuthority');
    given(taskCatalog)
      .when(list, by('chair', { authority: authority({ parent: 'other' }) }))
      .refused('admission.notAnAuthority');
    given(taskCatalog)
      .when(list, { ...asChair(), at: '2029-01-01T04:00:00.000Z' })
      .refused('catalog.notOfTheAuthority');
  });

  it('holds 1 to 1,000 matters, each once, each with its basis', () => {
    const refusals: readonly (readonly [readonly CatalogEntry[], string])[] = [
      [[], 'catalog.tooLong'],
      [Array.from({ length: 1001 }, (_, n) => entry(`${n}`)), 'catalog.tooLong'],
      [[entry('1'), entry('1', { title: '另一事项' })], 'catalog.entryUnfit'],
      [[entry('1'), entry('2', { title: '事项 1' })], 'catalog.entryUnfit'],
      [[entry('1', { basis: ' ' })], 'catalog.entryUnfit'],
      [[entry('1', { title: '' })], 'catalog.entryUnfit'],
      [[entry('1', { names: [''] })], 'catalog.entryUnfit'],
      [[entry('1 2')], 'catalog.entryUnfit'],
    ];
    for (const [entries, code] of refusals)
      given(taskCatalog).when(publishing(entries), asChair()).refused(code);
    const most = Array.from({ length: 1000 }, (_, n) => entry(`${n}`));
    expect(given(taskCatalog).when(publishing(most), asChair()).events()).toHaveLength(1);
    given(taskCatalog)
      .when(publishing([entry('1')], { source: '' }), asChair())
      .refused('catalog.sourceMissing');
  });

  it('is not published again unchanged', () => {
    const again = publishing([entry('1'), entry('2')], { effectiveFrom: '2026-06-01' });
    first.and().when(again, asChair()).refused('catalog.unchanged');
  });

  it('cannot let in a certificate that the national list forbids, under whatever name; refusing it stands there (民发〔2020〕20号)', () => {
    const certificate = (more: Partial<CatalogEntry>) =>
      publishing([entry('1', { kind: 'certificate', title: '居住情况证明', ...more })]);
    const when = (more: Partial<CatalogEntry>) => given(taskCatalog).when(certificate(more), asChair());
    expect(when({}).events()).toHaveLength(1);
    when({ title: '亲属关系证明' }).refused('catalog.certificateForbidden');
    when({ names: ['居民 婚姻状况 证明'] }).refused('catalog.certificateForbidden');
    expect(when({ title: '亲属关系证明', class: 'notTheCommunitys' }).events()).toHaveLength(1);
    expect(when({ title: '死亡人口信息核对', kind: 'task' }).events()).toHaveLength(1);
  });
});
