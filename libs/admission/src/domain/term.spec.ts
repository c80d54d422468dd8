import type { AuthoritySitting } from '../events.js';
import { clerk, command, desk, head, on, upTo } from './request-testing.js';

const sitting = (yes: number, no: number, heldOn = '2026-08-03'): AuthoritySitting => ({
  ...{ heldOn, present: yes + no, yes, no, abstain: 0, minutesHash: 'h' },
});
const suspending = command('SuspendAdmission', { community: 'c1', reason: '经费未到' });
const paying = (amountFen: number, paidOn: string) =>
  command('RecordPayment', { community: 'c1', paidOn, amountFen, voucherHash: paidOn });
const renewing = (until: string, more: object = {}) =>
  command('RenewAdmission', {
    ...{ authority: 'authority', sitting: sitting(3, 0), until },
    payments: ['c1', 'c2', 'c3', 'c4'].map((community) => ({ community, dueOn: '2027-09-30', amountFen: 1 })),
    ...more,
  });
const exiting = (grounds: 'disapproval' | 'unpaid' | 'done', yes = 3, no = 0) =>
  command('ExitAdmission', { authority: 'authority', sitting: sitting(yes, no), grounds, reason: '理由' });
/** 2026-06-30 is the due date, 2026-07-30 the 30th day after it. */
const asHead = (day: string) => ({ ...head, at: on(day) });
const atDesk = (day = '2026-08-03') => ({ ...desk, at: on(day) });

describe('money that is late (费随事转)', () => {
  const story = upTo('published');

  it('gives the right to stop from the 31st day on, and not before', () => {
    story.when(suspending, asHead('2026-07-30')).refused('admission.nothingLate');
    expect(story.when(suspending, asHead('2026-07-31')).events()).toMatchObject([
      {
        type: 'AdmissionSuspended',
        data: { owedFen: 300_000, dueOn: '2026-06-30', article: '居委会组织法(2025) §43' },
      },
    ]);
  });

  it('is counted in whole fen: one fen short is late, all of it is not', () => {
    const short = story.when(paying(299_999, '2026-07-01'), { ...clerk, at: on('2026-07-01') }).and();
    expect(short.when(suspending, asHead('2026-07-31')).events()).toMatchObject([{ data: { owedFen: 1 } }]);
    const whole = short.when(paying(1, '2026-07-02'), { ...clerk, at: on('2026-07-02') }).and();
    whole.when(suspending, asHead('2026-07-31')).refused('admission.nothingLate');
  });

  it('it is the community’s own to stop and to go on', () => {
    const stopped = story.when(suspending, asHead('2026-07-31')).and();
    stopped.when(suspending, asHead('2026-08-01')).refused('admission.suspended');
    const resuming = command('ResumeAdmission', { community: 'c1' });
    expect(stopped.when(resuming, asHead('2026-08-01')).events()).toHaveLength(1);
    story.when(resuming, asHead('2026-08-01')).refused('admission.notSuspended');
    stopped.when(resuming, { ...asHead('2026-08-01'), by: 'clerk' }).refused('admission.notOfTheCommunity');
    const other = command('SuspendAdmission', { community: 'c9', reason: 'x' });
    story.when(other, asHead('2026-08-01')).refused('admission.notConcerned');
    upTo('agreed').when(suspending, asHead('2026-08-01')).refused('admission.notNow');
  });
});

describe('a new term', () => {
  const story = upTo('published');

  it('is the authority’s vote, begins where the old one ends, and is paid for', () => {
    const renewed = story.when(renewing('2028-04-13'), atDesk());
    expect(renewed.events()).toMatchObject([
      { type: 'AdmissionRenewed', data: { until: '2028-04-13', verdict: { carried: true } } },
    ]);
    renewed.and().when(command('ExpireAdmission', {}), atDesk('2027-04-14')).refused('admission.notOver');
    const declined = story.when(renewing('2028-04-13', { sitting: sitting(2, 1) }), atDesk());
    expect(declined.events()).toMatchObject([{ type: 'AdmissionRenewed' }]);
    const lost = story.when(renewing('2028-04-13', { sitting: sitting(1, 2) }), atDesk());
    expect(lost.events()).toMatchObject([{ type: 'RenewalDeclined' }]);
  });

  it('is longer, named before the old one is over, and not without money', () => {
    story.when(renewing('2027-04-13'), atDesk()).refused('admission.notLonger');
    story.when(renewing('2028-04-13', { payments: [] }), atDesk()).refused('admission.fieldMissing');
    const early = [{ community: 'c1', dueOn: '2027-04-13', amountFen: 1 }];
    story.when(renewing('2028-04-13', { payments: early }), atDesk()).refused('admission.paymentUnfit');
    story.when(renewing('2028-04-13'), atDesk('2027-04-14')).refused('admission.termOver');
    const before = { sitting: sitting(3, 0, '2026-03-01') };
    story.when(renewing('2028-04-13', before), atDesk()).refused('admission.sittingBeforeFiling');
  });
});

describe('the end', () => {
  const story = upTo('published');

  it('the task is done, the authority’s sitting ends it; what is owed can still be paid', () => {
    const ended = story.when(exiting('done'), atDesk());
    expect(ended.events()).toMatchObject([{ type: 'AdmissionExited', data: { grounds: 'done' } }]);
    expect(
      ended
        .and()
        .when(paying(1, '2026-08-03'), { ...clerk, at: on('2026-08-04') })
        .events(),
    ).toHaveLength(1);
    ended.and().when(suspending, asHead('2026-08-05')).refused('admission.notNow');
    expect(story.when(exiting('done', 1, 2), atDesk()).events()).toMatchObject([{ type: 'ExitDeclined' }]);
  });

  it('for money that was not paid, once it is late', () => {
    expect(story.when(exiting('unpaid'), atDesk()).events()).toHaveLength(1);
    const early = command('ExitAdmission', {
      ...{ authority: 'authority', sitting: sitting(3, 0, '2026-07-01'), grounds: 'unpaid', reason: 'x' },
    });
    story.when(early, atDesk('2026-07-01')).refused('admission.nothingLate');
  });

  it('comes by itself on the day after the last', () => {
    story
      .when(command('ExpireAdmission', {}), { by: 'system:timer', at: on('2027-04-13') })
      .refused('admission.notOver');
    const over = story.when(command('ExpireAdmission', {}), { by: 'system:timer', at: on('2027-04-14') });
    expect(over.events()).toEqual([{ type: 'AdmissionExpired', data: { until: '2027-04-13' } }]);
  });
});
