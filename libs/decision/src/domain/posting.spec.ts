import type { DecisionCommand } from '../events.js';
import {
  checked,
  closed,
  d1Resolved,
  f1Posted,
  f1Proven,
  f1Resolved,
  factsWith,
  hash,
  hung,
  on,
  playedOn,
  posted,
  takenDown,
  tried,
} from './disclosure-testing.js';

const step = 'resolutionPosting';
const says = (by: string, day: string, command: DecisionCommand) => ({ by, day, command });
const objectedCheck = says('s1', '2026-03-13', {
  type: 'CheckPosting',
  data: { step, opinion: 'objected', remark: null },
});
const gap = (place: string, from: string, until: string) =>
  says('r1', until, {
    type: 'ReportInterruption',
    data: { step, place, from, until, reason: '被雨淋坏' },
  });
const ready = () => playedOn(f1Resolved(), checked('2026-03-13'));

describe('supervision before the posting (居委会组织法(2025) §34, §36)', () => {
  it('refuses to post what the supervision committee has not examined', () => {
    const refusal = tried(playedOn(f1Resolved()), posted('2026-03-13')).refused('decision.notChecked');
    expect(refusal.article).toContain('§36');
  });
  it('an objection blocks until a new check agrees', () => {
    const blocked = playedOn(f1Resolved(), objectedCheck);
    tried(blocked, posted('2026-03-13')).refused('decision.checkObjected');
    const cleared = playedOn(f1Resolved(), objectedCheck, checked('2026-03-14'));
    expect(tried(cleared, posted('2026-03-14')).events()).toHaveLength(1);
  });
  it('only a member of the supervision committee examines', () => {
    tried(playedOn(f1Resolved()), { ...checked('2026-03-13'), by: 'p8' }).refused('decision.notSeated');
  });
});

describe('posting the resolution (居委会组织法(2025) §34, Civil Code §201–203)', () => {
  it('F1: posted 03-13 for 15 days ends Monday 03-30, since 03-28 is a Saturday', () => {
    const [event] = tried(ready(), posted('2026-03-13')).events();
    expect(event).toMatchObject({
      type: 'ResolutionPosted',
      data: {
        minDays: 15,
        lastDay: '2026-03-30',
        objectionUntil: '2026-03-30',
        provisional: false,
        postedLateDays: 0,
        withoutPrivateDetail: false,
        requiredPlaces: ['board'],
        judged: [
          { stream: 'community-c1', revision: 7 },
          { stream: 'sitting-sitting4', revision: 7 },
        ],
      },
    });
  });
  it('an aid matter is posted without private detail, and as long (R§6, §34)', () => {
    const aid = playedOn(
      f1Resolved({ aid: true, category: 'allowance', money: null }),
      checked('2026-03-13'),
    );
    const [event] = tried(aid, posted('2026-03-13')).events();
    expect(event).toMatchObject({ data: { minDays: 15, withoutPrivateDetail: true } });
  });
  it('late posting is shown, never refused (R§10 post_within_days)', () => {
    const [event] = tried(ready(), posted('2026-03-20')).events();
    expect(event).toMatchObject({ data: { postedLateDays: 4 } });
  });
  it('beyond the working-day table the last day is provisional', () => {
    const [event] = tried(ready(), posted('2027-03-13')).events();
    expect(event).toMatchObject({ data: { provisional: true } });
  });
  it('waits for the confirmed minutes of the resolving sitting', () => {
    tried(ready(), posted('2026-03-13'), factsWith('recorded')).refused('decision.minutesNotConfirmed');
  });
  it('not before the resolution, not in the future', () => {
    tried(ready(), posted('2026-03-12', step, '2026-03-13')).refused('decision.tooEarly');
    tried(ready(), posted('2026-03-14', step, '2026-03-13')).refused('decision.inFuture');
  });
  it('hangs at the board; the web alone is not enough', () => {
    const web = says('p8', '2026-03-13', {
      type: 'Post',
      data: { step, from: '2026-03-13', places: ['web'], contentHash: hash },
    });
    expect(tried(ready(), web).refused('decision.placeMissing').article).toContain('§34');
  });
  it('by a convener only, and only the step that is due', () => {
    tried(ready(), { ...posted('2026-03-13'), by: 'p9' }).refused('decision.notConvener');
    tried(ready(), posted('2026-03-13', 'resultPosting')).refused('decision.notTheStepDue');
  });
  it('a set of practice posts its printed 5 days (D1)', () => {
    const d1 = playedOn(d1Resolved());
    const [event] = tried(d1, posted('2016-08-04', 'posting'), factsOf(2016)).events();
    expect(event).toMatchObject({ type: 'ResolutionPosted', data: { minDays: 5, lastDay: '2016-08-09' } });
  });
});

function factsOf(year: number) {
  const facts = factsWith();
  const community = facts.community?.state;
  if (!community || community.status !== 'formed') throw new Error('no community');
  const seats = Object.entries(community.seats).map(([id, seat]) => [id, { ...seat, from: `${year}-01-01` }]);
  return factsWith('confirmed', { ...community, seats: Object.fromEntries(seats) });
}

describe('proof of the days (procedures.md §3)', () => {
  const up = () => playedOn(f1Resolved(), ...f1Posted);
  it('F1: proven from 03-13 through 03-30, closed from 03-31', () => {
    const proven = playedOn(
      f1Resolved(),
      ...f1Posted,
      takenDown('p4', '2026-03-30'),
      takenDown('s2', '2026-03-30'),
    );
    tried(proven, closed('2026-03-30')).refused('decision.postingRuns');
    expect(tried(proven, closed('2026-03-31')).events()).toEqual([
      {
        type: 'PostingProven',
        data: {
          step,
          from: '2026-03-13',
          until: '2026-03-30',
          days: 17,
          needed: 15,
          places: [{ place: 'board', from: '2026-03-13', until: '2026-03-30', days: 17, interruptedDays: 0 }],
          article: '居委会组织法(2025) §34',
        },
      },
    ]);
  });
  it('not taken down before the last day', () => {
    tried(up(), takenDown('p4', '2026-03-29')).refused('decision.takenDownEarly');
  });
  it('one witness is not two, and two without the supervision committee are not enough', () => {
    tried(up(), hung('s1', '2026-03-13')).refused('decision.attestedAlready');
    const one = playedOn(f1Resolved(), ...f1Posted, takenDown('s2', '2026-03-30'));
    tried(one, closed('2026-03-31')).refused('decision.daysNotProven');
    const unwatched = playedOn(
      f1Resolved(),
      ...f1Posted,
      takenDown('p4', '2026-03-30'),
      takenDown('p5', '2026-03-30'),
    );
    tried(unwatched, closed('2026-03-31')).refused('decision.daysNotProven');
  });
  it('witnesses of different days do not add up', () => {
    const apart = playedOn(
      f1Resolved(),
      ...f1Posted,
      takenDown('p4', '2026-03-30'),
      takenDown('s2', '2026-03-31'),
    );
    tried(apart, closed('2026-04-01')).refused('decision.daysNotProven');
  });
  it('hung on another day than posted: post again from that day', () => {
    const late = says('p4', '2026-03-14', {
      type: 'AttestHanging',
      data: { step, on: '2026-03-14', place: 'board' },
    });
    tried(up(), late).refused('decision.hungOnAnotherDay');
    const again = playedOn(f1Resolved(), ...f1Posted, posted('2026-03-16'));
    expect(again.state).toMatchObject({ postings: { [step]: { from: '2026-03-16', hung: [] } } });
    tried(again, posted('2026-03-16')).refused('decision.postedAlready');
  });
  it('a stranger to the community attests nothing', () => {
    tried(up(), { ...hung('stranger', '2026-03-13') }).refused('decision.notSeated');
  });
  it('nothing is added once proven', () => {
    const proven = playedOn(f1Resolved(), ...f1Proven);
    tried(proven, gap('board', '2026-03-20', '2026-03-21')).refused('decision.postingClosed');
  });
});

describe('interruptions (procedures.md §3)', () => {
  it('of the board extend the last day and the window with it', () => {
    const torn = playedOn(f1Resolved(), ...f1Posted, gap('board', '2026-03-20', '2026-03-22'));
    // 15 days and 3: 03-31
    expect(torn.state).toMatchObject({
      postings: { [step]: { lastDay: '2026-03-31', objectionUntil: '2026-03-31' } },
    });
    tried(torn, takenDown('p4', '2026-03-30')).refused('decision.takenDownEarly');
  });
  it('of the web are shown and extend nothing where it is not required', () => {
    const torn = playedOn(f1Resolved(), ...f1Posted, gap('web', '2026-03-20', '2026-03-22'));
    expect(torn.state).toMatchObject({ postings: { [step]: { lastDay: '2026-03-30' } } });
  });
  it('reported after the taking-down reopens the proof', () => {
    const torn = playedOn(
      f1Resolved(),
      ...f1Posted,
      takenDown('p4', '2026-03-30'),
      takenDown('s2', '2026-03-30'),
      gap('board', '2026-03-20', '2026-03-24'),
    );
    tried(torn, closed('2026-04-10')).refused('decision.daysNotProven');
  });
});

describe('a provisional end (Civil Code §203)', () => {
  const settle = (by: string) => says(by, '2026-03-20', { type: 'SettlePostingEnd', data: { step } });
  it('is settled once the table knows the year', () => {
    const [post] = tried(ready(), posted('2026-03-13')).events();
    if (post?.type !== 'ResolutionPosted') throw new Error('not posted');
    const guessed = { ...post, data: { ...post.data, lastDay: '2026-03-28', provisional: true } };
    const now = playedOn([...f1Resolved(), guessed]);
    expect(tried(now, settle('system:timer')).events()).toEqual([
      { type: 'PostingEndSettled', data: { step, lastDay: '2026-03-30', was: '2026-03-28' } },
    ]);
  });
  it('asked too early the timer gets nothing, a person the reason', () => {
    const far = playedOn(f1Resolved(), checked('2027-03-13'), posted('2027-03-13'));
    expect(
      far
        .when({ type: 'SettlePostingEnd', data: { step } }, { by: 'system:timer', at: on('2027-03-14') })
        .events(),
    ).toEqual([]);
    tried(playedOn(f1Resolved(), ...f1Posted), settle('p8')).refused('decision.notProvisional');
  });
});
