import { given } from '#kernel/testing';
import type { Matter, Seat } from '#procedure';
import type { CatalogEntry, SealRegisterCommand, SealUse } from '../events.js';
import { facts, listed, on } from './request-testing.js';
import type { SealFacts } from './seal-facts.js';
import { sealRegister } from './seal.js';

const seat = (person: string, body: string, more: Partial<Seat> = {}): Seat => ({
  ...{ id: person, body, person, role: 'member', vote: true, from: '2026-01-01', until: '2028-12-31' },
  ...more,
});
const people = [
  seat('secretary', 'branch', { role: 'secretary' }),
  seat('chair', 'committee', { role: 'chair' }),
  seat('keeper', 'committee'),
  seat('member', 'committee'),
  { ...seat('secretary', 'committee'), id: 'secretary too' },
  seat('old', 'committee', { until: '2026-05-31' }),
  seat('new', 'committee', { from: '2026-06-01' }),
];
const community = {
  ...facts.community,
  state: { status: 'formed', seats: Object.fromEntries(people.map((one) => [one.id, one])) } as never,
};
const street = {
  ...{ stream: 'organization-street', revision: 1 },
  state: { status: 'formed', kind: 'street', name: '街道', parent: 'district', seats: {} },
} as const;
const under = (more: Partial<SealFacts> = {}): SealFacts => ({ community, street, ...more });
const resting = (matter: Partial<Matter>): SealFacts =>
  under({
    decision: { stream: 'decision-d1', revision: 9, state: { phase: 'posting', community: 'c1', ...matter } },
  });

const plain: SealUse = {
  ...{ district: 'district', kind: 'report', matter: '社区困难家庭情况', addressee: '街道办事处' },
  ...{ applicant: 'resident', documentHash: 'h', copies: 2, publicInterest: false, decision: null },
};
const command = <T extends SealRegisterCommand['type']>(
  type: T,
  data: Omit<Extract<SealRegisterCommand, { type: T }>['data'], 'community'>,
): SealRegisterCommand => ({ type, data: { community: 'c1', ...data } }) as never;
const entrusting = (custodian: string, day = '2026-03-02') =>
  command('EntrustSeal', { custodian, on: day, basisHash: 'h' });
const applying = (more: Partial<SealUse> = {}) => command('ApplyForSeal', { use: { ...plain, ...more } });
const approving = command('ApproveSealUse', { number: 1 });
const declining = command('DeclineSealUse', { number: 1, grounds: 'notTrue' });
const stamping = command('StampDocument', { number: 1, documentHash: 'h', copies: 2 });
const losing = command('ReportSealLost', { lostOn: '2026-03-01', reportHash: 'h' });
const replacing = (cutOn: string) => command('ReplaceSeal', { imprintHash: 'h', cutOn, basisHash: 'h' });

const as = (by: string, known: SealFacts = under(), day = '2026-03-02') => ({
  by,
  facts: known,
  at: on(day),
});
const kept = () => given(sealRegister).when(entrusting('keeper'), as('chair')).and();
const applied = (more: Partial<SealUse> = {}, known = under()) =>
  kept().when(applying(more), as(plain.applicant, known)).and();
const approved = (more: Partial<SealUse> = {}, known = under()) =>
  applied(more, known).when(approving, as('secretary', known)).and();

const certificate = (title: string, entry: Partial<CatalogEntry> | null, more: Partial<SealUse> = {}) =>
  given(sealRegister)
    .when(
      applying({ kind: 'certificate', matter: title, ...more }),
      as(
        plain.applicant,
        under(entry ? { catalog: listed({ title, kind: 'certificate', basis: '清单', ...entry }) } : {}),
      ),
    )
    .events();

describe('a certificate that is asked for', () => {
  it.each([
    ['of the national list', '亲属关系证明', null, 'refuse', '1', '民发〔2020〕20号 附件第 1 项'],
    ['on no list', '居住情况', null, 'askAuthority', null, '民发〔2020〕20号'],
    ['on the negative list', '收入情况', { class: 'notTheCommunitys' }, 'refuse', 'A-00', '清单'],
    ['to be admitted first', '收入情况', { class: 'mayBeEntrusted' }, 'askAuthority', 'A-00', '清单'],
    [
      'listed as a task, not as a certificate',
      '收入情况',
      { kind: 'task' },
      'askAuthority',
      null,
      '民发〔2020〕20号',
    ],
  ] as const)('%s is refused, with item and article', (_, title, entry, answer, item, article) => {
    expect(certificate(title, entry)).toMatchObject([
      { type: 'SealUseRefused', data: { number: 1, basis: { answer, item, article } } },
    ]);
  });

  it('of the list is entered under its item', () => {
    expect(certificate('土地承包人身份', { id: 'Z-01' })).toMatchObject([
      { type: 'SealUseRequested', data: { basis: { answer: 'issue', item: 'Z-01', list: 'district' } } },
    ]);
  });

  it('that touches all is deliberated first', () => {
    expect(certificate('公共收益', {}, { publicInterest: true })).toMatchObject([
      {
        type: 'SealUseRefused',
        data: { basis: { answer: 'deliberate', article: '清单;甘民发〔2020〕99号[O7]' } },
      },
    ]);
  });
});

describe('applied, approved, stamped', () => {
  it('by three persons', () => {
    expect(approved().when(stamping, as('keeper')).events()).toMatchObject([
      { type: 'DocumentStamped', data: { number: 1, copies: 2, by: 'keeper' } },
    ]);
  });

  it.each([
    ['the applicant approves', { applicant: 'secretary' }, approving, 'secretary', 'seal.samePerson'],
    ['a member approves', {}, approving, 'member', 'admission.notOfTheCommunity'],
    ['somebody applies for another', null, applying(), 'stranger', 'seal.forAnother'],
    ['a stranger declines', {}, declining, 'stranger', 'admission.notOfTheCommunity'],
  ] as const)('refused: %s', (_, more, what, by, code) => {
    const story = kept();
    const begun = more
      ? story.when(applying(more), as('applicant' in more ? more.applicant : plain.applicant)).and()
      : story;
    begun.when(what, as(by)).refused(code);
  });

  it.each([
    ['another than the keeper stamps', stamping, 'member', 'seal.notTheCustodian'],
    ['whoever approved stamps', stamping, 'secretary', 'seal.notTheCustodian'],
    [
      'another document',
      command('StampDocument', { number: 1, documentHash: 'blank', copies: 1 }),
      'keeper',
      'seal.otherDocument',
    ],
    [
      'more copies',
      command('StampDocument', { number: 1, documentHash: 'h', copies: 3 }),
      'keeper',
      'seal.tooManyCopies',
    ],
    ['approved twice', approving, 'chair', 'seal.approved'],
    ['no such entry', command('ApproveSealUse', { number: 7 }), 'chair', 'seal.notOpen'],
  ] as const)('refused: %s', (_, what, by, code) => {
    approved().when(what, as(by)).refused(code);
  });

  it('a keeper who applied does not stamp; unapproved nobody does', () => {
    kept()
      .when(applying({ applicant: 'keeper' }), as('keeper'))
      .and()
      .when(approving, as('chair'))
      .and()
      .when(stamping, as('keeper'))
      .refused('seal.samePerson');
    applied().when(stamping, as('keeper')).refused('seal.notApproved');
  });

  it('whoever enters it for another neither approves nor stamps it', () => {
    const enteredBy = (by: string) => kept().when(applying(), as(by)).and();
    enteredBy('chair').when(approving, as('chair')).refused('seal.samePerson');
    const signed = enteredBy('keeper').when(approving, as('chair')).and();
    signed.when(stamping, as('keeper')).refused('seal.samePerson');
  });

  it('keeper or head may decline; then it is over', () => {
    applied().when(declining, as('keeper')).and().when(approving, as('chair')).refused('seal.notOpen');
    applied().when(declining, as('chair')).and().when(approving, as('chair')).refused('seal.notOpen');
  });

  it('a keeper whose seat has ended does not stamp', () => {
    const story = given(sealRegister).when(entrusting('old'), as('chair')).and();
    const ready = story.when(applying(), as(plain.applicant)).and().when(approving, as('chair')).and();
    ready.when(stamping, as('old', under(), '2026-05-31')).events();
    ready.when(stamping, as('old', under(), '2026-06-01')).refused('seal.notTheCustodian');
  });
});

describe('what needs a vote and a posting', () => {
  const resolution = { kind: 'resolution', decision: 'd1' } as const;
  const proven = { postings: { resolutionPosting: { proven: true } } };

  it('names its decision, one of this community', () => {
    kept()
      .when(applying({ kind: 'resolution' }), as(plain.applicant))
      .refused('seal.decisionMissing');
    kept()
      .when(applying(resolution), as(plain.applicant, resting({ community: 'c2' })))
      .refused('seal.decisionUnknown');
  });

  it.each([
    ['before the vote', { phase: 'deliberating' }, 'vote'],
    ['after a vote that was lost', { phase: 'failed' }, 'vote'],
    ['before the posting is over', { postings: { resolutionPosting: { proven: false } } }, 'posting'],
    ['withdrawn', { phase: 'withdrawn' }, 'ended'],
  ] as const)('is not stamped %s', (_, matter, open) => {
    const story = applied(resolution, resting({}));
    const refusal = story.when(approving, as('secretary', resting(matter))).refused('seal.notYetOver');
    expect(refusal).toMatchObject({ details: { open } });
  });

  it('is stamped after it, unless it was annulled meanwhile', () => {
    const over = resting(proven);
    const ready = applied(resolution, over).when(approving, as('secretary', over)).and();
    expect(ready.when(stamping, as('keeper', over)).events()).toHaveLength(1);
    ready.when(stamping, as('keeper', resting({ phase: 'annulled' }))).refused('seal.notYetOver');
  });
});

describe('keeping, losing, handing over', () => {
  it('the one who approves keeps nothing, nor does one without a seat', () => {
    for (const custodian of ['chair', 'secretary', 'stranger'])
      given(sealRegister).when(entrusting(custodian), as('chair')).refused('seal.unfitCustodian');
    kept().when(entrusting('keeper'), as('chair')).refused('seal.alreadyWith');
    given(sealRegister).when(entrusting('keeper', '2026-03-03'), as('chair')).refused('seal.inTheFuture');
  });

  it('a new term takes it over in ten days, else late', () => {
    const story = given(sealRegister).when(entrusting('old'), as('chair')).and();
    const handed = (day: string) => story.when(entrusting('new', day), as('chair', under(), day)).events();
    expect(handed('2026-06-11')).toMatchObject([{ data: { previous: 'old', lateDays: 0 } }]);
    expect(handed('2026-06-13')).toMatchObject([{ data: { previous: 'old', lateDays: 2 } }]);
  });

  it('lost: void at once, announced for 30 days, then cut anew', () => {
    const lost = approved().when(losing, as('keeper')).and();
    lost.when(stamping, as('keeper')).refused('seal.isLost');
    lost.when(losing, as('keeper')).refused('seal.isLost');
    lost.when(replacing('2026-04-01'), as('chair', under(), '2026-04-01')).refused('seal.noticeRunning');
    lost
      .when(replacing('2026-04-02'), as('chair', under(), '2026-04-02'))
      .and()
      .when(stamping, as('keeper', under(), '2026-04-02'))
      .events();
    approved().when(replacing('2026-03-02'), as('chair')).refused('seal.notLost');
  });
});
