import { idOf } from '../../apps/cli/src/sample.js';
import { printed, type Scenario } from './scenario.js';
import type { Stage } from './stage.js';

type Asked = Readonly<{
  answers: readonly Readonly<{
    class: string;
    mayRefuse: boolean;
    article: string;
    text: Readonly<{ zh: string }>;
  }>[];
  otherwise: Readonly<{
    mayRefuse: boolean;
    needs: string;
    article: string;
    text: Readonly<{ zh: string }>;
  }> | null;
}>;

const district = idOf('organization/district');
const authority = idOf('organization/authority');
const registrar = idOf('person/authority/registrar');
const catalog = `task-catalogs/${district}`;

const matters = (count: number, prefix: string, more: object): readonly object[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${prefix}-${String(n + 1).padStart(2, '0')}`, names: [], department: null },
    ...more,
    title: `${(more as { title: string }).title}第 ${n + 1} 项(名称待补)`,
  }));

/** The list of 二七区: 12 own duties and 46 to assist with; 沈阳's 22 ledgers; 北京's 4 certificates. Only the numbers are printed. */
const entriesOf = (stage: Stage): readonly object[] => [
  ...matters(stage.number('own'), 'A', {
    ...{ title: '依法履职事项', class: 'mustBear', kind: 'task', basis: '二七区清单[O1](仅数目)' },
  }),
  ...matters(stage.number('assist'), 'B', {
    ...{ title: '依法协助事项', class: 'shouldAssist', kind: 'task', basis: '二七区清单[O1](仅数目)' },
  }),
  ...matters(stage.number('ledgers'), 'T', {
    ...{ title: '社区台账', class: 'shouldAssist', kind: 'ledgerOrForm', basis: '沈阳清单[S20](仅数目)' },
  }),
  ...matters(stage.number('certificates'), 'Z', {
    ...{ title: '保留证明', class: 'shouldAssist', kind: 'certificate', basis: '北京清单[S21](仅数目)' },
  }),
];

const asked = (stage: Stage, words: string): Promise<Asked> =>
  stage.reads<Asked>(`${catalog}/answers?q=${encodeURIComponent(words)}`);

/** R§8.2 A4, A9 and A10: what the list knows, what it does not, and what no list can let in. */
export const catalogs: readonly Scenario[] = [
  {
    id: 'A4',
    title: {
      zh: '事项清单:第 23 种台账须准入;亲属关系证明不出',
      en: 'The list of tasks: a 23rd ledger needs an admission; no certificate of kinship',
    },
    source: 'R§8.2 A4 [S20], A9 [S21], A10 [S4]; list of R§4.2 [O1]',
    community: 'F1',
    numbers: { own: printed(12), assist: printed(46), ledgers: printed(22), certificates: printed(4) },
    async play(stage) {
      await stage.at('2026-06-01');
      const list = {
        ...{
          authority,
          effectiveFrom: '2026-06-01',
          source: '示例清单,数目见 R§4.2',
          basisHash: '0'.repeat(64),
        },
        entries: entriesOf(stage),
      };
      const kinship = { id: 'Z-99', title: '亲属关系证明', names: [], department: null, kind: 'certificate' };
      await stage.refused(
        registrar,
        catalog,
        { ...list, entries: [...list.entries, { ...kinship, class: 'shouldAssist', basis: '银行要求' }] },
        'catalog.certificateForbidden',
        '民发〔2020〕20号',
      );
      const done = await stage.does(registrar, catalog, list);
      stage.expect('the list is published', ['TaskCatalogPublished'], done.events);

      const known = await asked(stage, '台账第 22 项');
      stage.expect(
        'the 22nd ledger is on the list',
        ['shouldAssist'],
        known.answers.map((one) => one.class),
      );
      const unknown = await asked(stage, '台账第 23 项');
      stage.expect('a 23rd is on no list', 'admission', unknown.otherwise?.needs);
      stage.expect('it may be refused', true, unknown.otherwise?.mayRefuse);
      stage.tells({
        ...{ mark: '·', what: '第 23 种台账 a 23rd ledger', text: unknown.otherwise?.text.zh ?? '' },
        article: unknown.otherwise?.article ?? '',
      });

      const { answers } = await asked(stage, '亲属关系证明');
      stage.expect(
        'no certificate of kinship',
        [true],
        answers.map((one) => one.mayRefuse),
      );
      stage.expect('by item 1', '民发〔2020〕20号 附件第 1 项', answers[0]?.article);
      stage.tells({
        ...{ mark: '·', what: '亲属关系证明 kinship', text: answers[0]?.text.zh ?? '' },
        article: answers[0]?.article ?? '',
      });

      const chair = await stage.role('committee', 'chair');
      const at = { community: stage.community, district, department: idOf('organization/department') };
      const task = (title: string, more: object = {}) => ({
        task: { ...at, title, kind: 'ledgerOrForm', askedOn: '2026-06-01', ...more },
      });
      const known22 = '社区台账第 22 项(名称待补)';
      const refusing = { admission: null, reason: '清单之外,未经准入' };
      const duty = { ...task('依法履职事项第 1 项(名称待补)', { kind: 'task' }), ...refusing };
      await stage.refused(chair, 'task-refusals', duty, 'refusal.ownDuty', '二七区清单');
      await stage.refused(
        chair,
        'task-refusals',
        { ...task(known22), ...refusing },
        'refusal.claimInstead',
        '§43',
      );
      await stage.does(chair, 'task-refusals', { ...task('社区台账第 23 项'), ...refusing });
      const claim = { ...task(known22), claim: '需一名专员和每月 2000 元' };
      const { id } = await stage.does(chair, 'task-refusals/claims', claim);
      const answer = { authority, outcome: 'provided', answer: '七月到位' };
      await stage.does(registrar, `task-refusals/${id}/answer`, answer);
      type Refusals = Readonly<{ lines: readonly Readonly<{ status: string; grounds: string | null }>[] }>;
      const { lines } = await stage.reads<Refusals>(`organizations/${authority}/refusals`);
      stage.expect(
        'on the authority’s desk',
        ['answered', 'refused'],
        lines.map((one) => one.status),
      );
    },
  },
];
