import { judge } from './ballot-result.js';
import { counted, openedBallot } from './ballot.js';
import { periodEnd } from './working-days.js';
import { meetingStepOn, postingStepOn, residentsMeetingOn } from './on-day.js';
import { quorumMet } from './share.js';
import { ruleSet } from './shipped.js';
import type { MeetingStep } from './types.js';

const city = ruleSet('city-2026');
const persons = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => `p${index}`);

function verdict(step: MeetingStep, roll: number, present: number, yes: number): boolean {
  const ballot = openedBallot({
    form: 'hands',
    kind: 'yesNo',
    options: [],
    seats: 1,
    roll: persons(roll),
    present: persons(present),
    recused: [],
  });
  return judge(counted(ballot, { yes, no: 0, abstain: present - yes, spoiled: 0 }), step).carried;
}

/** F1 (R§8.1): who is needed, and the least yes; one below fails. */
const boundaries = [
  {
    key: 'proposal',
    day: '2026-03-02',
    roll: 7,
    quorum: 4,
    present: 4,
    least: 4,
    article: '支部工作条例(试行) §12',
  },
  {
    key: 'consultation',
    day: '2026-03-04',
    roll: 12,
    quorum: 7,
    present: 9,
    least: 7,
    article: 'R§10 committee',
  },
  {
    key: 'review',
    day: '2026-03-09',
    roll: 60,
    quorum: 40,
    present: 40,
    least: 31,
    article: '支部工作条例(试行) §11',
  },
  {
    key: 'resolution',
    day: '2026-03-13',
    roll: 45,
    quorum: 30,
    present: 30,
    least: 16,
    article: '居委会组织法(2025) §29',
  },
];

describe('F1 at every boundary, from city-2026', () => {
  test.each(boundaries)('$key: $quorum of $roll open it, $least yes carry it ($article)', (at) => {
    const step = meetingStepOn(city, at.key, at.day);
    if (step.quorum === null) throw new Error('a quorum is asked for');
    expect(quorumMet(at.quorum, at.roll, step.quorum)).toMatchObject({ met: true, needed: at.quorum });
    expect(quorumMet(at.quorum - 1, at.roll, step.quorum).met).toBe(false);
    expect(verdict(step, at.roll, at.present, at.least)).toBe(true);
    expect(verdict(step, at.roll, at.present, at.least - 1)).toBe(false);
    expect(step.sources.join()).toContain(at.article);
  });

  test('the majority of the proposal is of all members: 4 of 7 pass though 4 are present, 3 fail (R§10)', () => {
    const step = meetingStepOn(city, 'proposal', '2026-03-02');
    expect(verdict(step, 7, 7, 4)).toBe(true);
    expect(verdict(step, 7, 4, 3)).toBe(false);
  });

  test('the majority of the resolution is of those present (§29): 23 of 45 when all came', () => {
    const step = meetingStepOn(city, 'resolution', '2026-03-13');
    expect(verdict(step, 45, 45, 23)).toBe(true);
    expect(verdict(step, 45, 45, 22)).toBe(false);
  });

  test('notice: materials 3 days to members, 3 to representatives, topic 1 to 7 days, residents 10 (§26)', () => {
    expect(meetingStepOn(city, 'review', '2026-03-09').notice).toMatchObject({ days: 3, waivable: false });
    expect(meetingStepOn(city, 'resolution', '2026-03-13').notice).toMatchObject({
      days: 3,
      counting: 'calendar',
    });
    expect(meetingStepOn(city, 'consultation', '2026-03-04').notice).toMatchObject({ days: 1, maxDays: 7 });
    expect(residentsMeetingOn(city, '2026-03-13').notice).toMatchObject({
      days: 10,
      counting: 'calendar',
      waivable: true,
      source: '居委会组织法(2025) §26',
    });
  });

  test('the representatives decide under an authorization (§30), on the board for 15 days (§34)', () => {
    expect(meetingStepOn(city, 'resolution', '2026-03-13').needsAuthorization).toBe(true);
    const posting = postingStepOn(city, 'resolutionPosting', '2026-03-13', false);
    expect(posting).toMatchObject({
      minDays: { value: 15 },
      requiredPlaces: ['board'],
      supervisionCheck: true,
    });
    expect(posting.minDays.source).toBe('居委会组织法(2025) §34');
    expect(postingStepOn(city, 'resolutionPosting', '2026-03-13', true).minDays.value).toBe(15);
  });

  test('posted 03-13 it ends on Monday 03-30; an objection of 03-18 is due on 03-23 (民法典 §203)', () => {
    const { minDays, replyDays } = postingStepOn(city, 'resolutionPosting', '2026-03-13', false);
    expect(periodEnd('2026-03-13', minDays.value)).toEqual({ lastDay: '2026-03-30', provisional: false });
    expect(periodEnd('2026-03-18', replyDays.value)).toEqual({ lastDay: '2026-03-23', provisional: false });
  });

  test('the residents’ meeting: more than half of the households come, more than half of those decide (§27)', () => {
    const step = residentsMeetingOn(city, '2026-03-13');
    expect(step).toMatchObject({
      key: 'resolution',
      body: 'residents',
      rollByNumber: true,
      needsAuthorization: false,
    });
    if (step.quorum === null) throw new Error('a quorum is asked for');
    expect(quorumMet(501, 1000, step.quorum).met).toBe(true);
    expect(quorumMet(500, 1000, step.quorum).met).toBe(false);
    expect(verdict(step, 1000, 501, 251)).toBe(true);
    expect(verdict(step, 1000, 500, 250)).toBe(false);
  });
});
