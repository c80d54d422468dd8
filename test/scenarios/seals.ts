import { idOf } from '../../apps/cli/src/sample.js';
import { Matter } from './matter.js';
import { printed, type Scenario } from './scenario.js';

const hash = '0'.repeat(64);
const district = idOf('organization/district');

type Uses = Readonly<{
  uses: readonly Readonly<{
    number: number;
    status: string;
    answer: string;
    item: string | null;
    article: string;
  }>[];
}>;

/** R§5: certificates by the lists, and a seal that three persons move. */
export const seals: readonly Scenario[] = [
  {
    id: 'S1',
    title: {
      zh: '证明与用印:亲属关系证明不出,申请、审批、用印三人分开,未表决不盖章,遗失公告 30 天',
      en: 'Certificates and the seal: no kinship, three persons to a stamp, none before the vote, a loss announced',
    },
    source: 'R§5.1 [T5][T19], R§5.2 [S4]',
    community: 'F1',
    numbers: { notice: printed(30) },
    async play(stage) {
      const seal = `seal-registers/${stage.community}`;
      const [secretary, chair] = [
        await stage.role('branch', 'secretary'),
        await stage.role('committee', 'chair'),
      ];
      const [first, keeper] = (await stage.persons('committee')).filter((one) => one !== chair).slice(-2) as [
        string,
        string,
      ];
      const [applicant] = (await stage.persons('representatives')) as readonly [string];
      const use = (more: object) => ({
        use: {
          ...{ district, kind: 'report', matter: '困难家庭情况', addressee: '街道办事处', applicant },
          ...{ documentHash: hash, copies: 2, publicInterest: false, decision: null, ...more },
        },
      });
      const latest = async () => {
        const { uses } = await stage.reads<Uses>('me/seal-uses', applicant);
        return uses[0];
      };
      await stage.at('2026-03-02');
      const keeping = { on: '2026-03-02', basisHash: hash };
      await stage.refused(
        chair,
        `${seal}/custody`,
        { ...keeping, custodian: chair },
        'seal.unfitCustodian',
        '§11',
      );
      await stage.does(chair, `${seal}/custody`, { ...keeping, custodian: first });
      await stage.does(chair, `${seal}/custody`, { ...keeping, custodian: keeper });

      await stage.does(applicant, `${seal}/uses`, use({ kind: 'certificate', matter: '亲属关系证明' }));
      const kinship = await latest();
      stage.expect('kinship: refused', 'refused', kinship?.status);
      stage.expect('by item 1 of the national list', '1', kinship?.item);
      stage.tells({ mark: '⊘', what: '亲属关系证明', text: '不予出具', article: kinship?.article ?? '' });
      await stage.does(applicant, `${seal}/uses`, use({ kind: 'certificate', matter: '在籍在校情况' }));
      stage.expect('on no list: the competent authority is asked', 'askAuthority', (await latest())?.answer);

      await stage.does(applicant, `${seal}/uses`, use({}));
      const stamping = { documentHash: hash, copies: 2 };
      await stage.refused(keeper, `${seal}/uses/3/stamping`, stamping, 'seal.notApproved', '§11');
      await stage.does(secretary, `${seal}/uses/3/approval`);
      await stage.refused(secretary, `${seal}/uses/3/stamping`, stamping, 'seal.notTheCustodian', '[T5]');
      const blank = { ...stamping, documentHash: '1'.repeat(64) };
      await stage.refused(keeper, `${seal}/uses/3/stamping`, blank, 'seal.otherDocument', '[T5]');
      await stage.does(keeper, `${seal}/uses/3/stamping`, stamping);
      stage.expect('stamped', 'stamped', (await latest())?.status);

      await stage.does(applicant, `${seal}/uses`, use({}));
      await stage.does(keeper, `${seal}/uses/4/declining`, { grounds: 'incomplete' });
      stage.expect('declined by the keeper', 'declined', (await latest())?.status);

      const matter = await Matter.open(stage, {
        ...{
          ruleSet: 'city-2026',
          category: 'publicWelfare',
          title: '添置休闲座椅(用印例)',
          amountFen: 1_000_000,
        },
      });
      await stage.does(applicant, `${seal}/uses`, use({ kind: 'resolution', decision: matter.id }));
      await stage.refused(chair, `${seal}/uses/5/approval`, {}, 'seal.notYetOver', '[T5]');

      await stage.does(keeper, `${seal}/loss`, { lostOn: '2026-03-02', reportHash: hash });
      const cutting = (cutOn: string) => ({ imprintHash: hash, cutOn, basisHash: hash });
      await stage.at('2026-04-01');
      await stage.refused(chair, `${seal}/replacement`, cutting('2026-04-01'), 'seal.noticeRunning', '[T19]');
      await stage.at('2026-04-02');
      await stage.does(chair, `${seal}/replacement`, cutting('2026-04-02'));
    },
  },
];
