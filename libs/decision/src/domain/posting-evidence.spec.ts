import type { DecisionCommand } from '../events.js';
import {
  checked,
  closed,
  f1Posted,
  f1Resolved,
  playedOn,
  posted,
  takenDown,
  tried,
} from './disclosure-testing.js';

const step = 'resolutionPosting';
const says = (by: string, day: string, command: DecisionCommand) => ({ by, day, command });
const ready = () => playedOn(f1Resolved(), checked('2026-03-13'));

describe('evidence of where it hung (procedures.md §3)', () => {
  const photograph = (over: object = {}, by = 'r1', day = '2026-03-20') =>
    says(by, day, {
      type: 'PhotographBoard',
      data: {
        ...{ step, place: 'board', on: day, photoHash: 'b'.repeat(64), dayCode: null, printedOn: null },
        ...over,
      },
    });
  const dated = { dayCode: 'ABC234', printedOn: '2026-03-20' };
  const probe = (on: string, found: boolean, by = 'system:probe') =>
    says(by, on, { type: 'ProbePage', data: { step, on, found, reason: found ? null : 'HTTP 502' } });
  const up = () => playedOn(f1Resolved(), ...f1Posted);
  const down = [takenDown('p4', '2026-03-30'), takenDown('s2', '2026-03-30')] as const;

  it('whoever is seated photographs the sheet where it hangs, in the time it hangs', () => {
    expect(tried(up(), photograph(dated)).events()).toMatchObject([
      { type: 'BoardPhotographed', data: { place: 'board', on: '2026-03-20', ...dated, by: 'r1' } },
    ]);
    tried(up(), photograph({}, 'stranger')).refused('decision.notSeated');
    tried(up(), photograph({ place: 'gate' })).refused('decision.placeUnknown');
    tried(up(), photograph({ on: '2026-03-12' })).refused('decision.tooEarly');
    tried(up(), photograph({ on: '2026-03-21' })).refused('decision.inFuture');
    tried(up(), photograph({ photoHash: 'x' })).refused('decision.notAHash');
  });
  it('the same photograph shows nothing twice', () => {
    tried(playedOn(f1Resolved(), ...f1Posted, photograph()), photograph({}, 's2')).refused(
      'decision.photographedAlready',
    );
  });
  it('a day code is of this matter, and no later than the photograph', () => {
    tried(up(), photograph({ dayCode: 'ABC234' })).refused('decision.dayCodeUnknown');
    tried(up(), photograph({ ...dated, on: '2026-03-19' })).refused('decision.dayCodeOfLater');
    expect(tried(up(), photograph({ ...dated, printedOn: '2026-03-13' })).events()).toHaveLength(1);
  });
  it('of an aid matter the photograph is sealed (PIPL §51)', () => {
    const aid = playedOn(
      f1Resolved({ aid: true, category: 'allowance', money: null }),
      checked('2026-03-13'),
      posted('2026-03-13'),
    );
    tried(aid, photograph()).refused('decision.fileNotSealed');
  });
  it('a posting takes a hundred', () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      photograph({ photoHash: n.toString(16).padStart(64, '0') }),
    );
    tried(playedOn(f1Resolved(), ...f1Posted, ...many), photograph()).refused('decision.photographsFull');
  });

  it('the page is asked for by the system alone, each day told once, and again only if found after all', () => {
    tried(up(), probe('2026-03-20', true, 'p8')).refused('decision.systemOnly');
    const found = playedOn(f1Resolved(), ...f1Posted, probe('2026-03-20', true));
    expect(tried(found, probe('2026-03-20', false)).events()).toEqual([]);
    const away = playedOn(f1Resolved(), ...f1Posted, probe('2026-03-20', false));
    expect(tried(away, probe('2026-03-20', false)).events()).toEqual([]);
    expect(tried(away, probe('2026-03-20', true)).events()).toMatchObject([
      { type: 'PageProbed', data: { found: true, reason: null, lastDay: '2026-03-30' } },
    ]);
    expect(tried(up(), probe('2026-03-31', true)).events()).toEqual([]);
  });
  it('a gap of the web is shown, and extends only where the web is a required place', () => {
    const shown = playedOn(f1Resolved(), ...f1Posted, probe('2026-03-20', false));
    expect(shown.state).toMatchObject({ postings: { [step]: { lastDay: '2026-03-30' } } });
    const [check, post] = [checked('2026-03-13'), tried(ready(), posted('2026-03-13')).events()[0]];
    if (post?.type !== 'ResolutionPosted') throw new Error('not posted');
    const required = { ...post, data: { ...post.data, requiredPlaces: ['board', 'web'] } };
    const history = [...playedOn(f1Resolved(), check).history(), required];
    const extended = playedOn(history, probe('2026-03-20', false), probe('2026-03-21', false));
    expect(extended.state).toMatchObject({ postings: { [step]: { lastDay: '2026-03-30' } } });
    const more = playedOn(history, ...['20', '21', '22'].map((day) => probe(`2026-03-${day}`, false)));
    // 15 days and 3: 03-31
    expect(more.state).toMatchObject({ postings: { [step]: { lastDay: '2026-03-31' } } });
    expect(tried(more, probe('2026-03-22', true)).events()).toMatchObject([
      { data: { lastDay: '2026-03-30' } },
    ]);
  });
  it('the closing states coverage and evidence, place by place', () => {
    const proven = playedOn(
      f1Resolved(),
      ...f1Posted,
      ...[photograph(), photograph({ ...dated, photoHash: 'c'.repeat(64) }), probe('2026-03-14', true)],
      ...[probe('2026-03-15', false), probe('2026-03-16', true), ...down],
    );
    expect(tried(proven, closed('2026-03-31')).events()).toMatchObject([
      {
        type: 'PostingProven',
        data: {
          places: [
            { place: 'board', photographs: { days: ['2026-03-20'], dated: ['2026-03-20'] } },
            {
              ...{ place: 'web', from: '2026-03-14', until: '2026-03-16', days: 2, interruptedDays: 1 },
              page: { foundDays: 2, notFound: ['2026-03-15'] },
            },
          ],
        },
      },
    ]);
  });
});
