import { quietUntil, waitsUntil } from './quiet.js';

const night = { from: '22:00', until: '07:00' };
const noon = { from: '12:00', until: '14:00' };
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

describe('quiet hours, by the clock of Asia/Shanghai', () => {
  it.each([
    ['21:59', undefined],
    ['22:00', ['2026-03-03', '07:00']],
    ['23:59', ['2026-03-03', '07:00']],
    ['00:00', ['2026-03-02', '07:00']],
    ['06:59', ['2026-03-02', '07:00']],
    ['07:00', undefined],
  ] as const)('%s of 2026-03-02 over midnight', (time, end) => {
    expect(quietUntil(at('2026-03-02', time), night)).toBe(end && at(end[0], end[1]));
  });
  it.each([
    ['11:59', undefined],
    ['12:00', ['2026-03-02', '14:00']],
    ['13:59', ['2026-03-02', '14:00']],
    ['14:00', undefined],
  ] as const)('%s within a day', (time, end) => {
    expect(quietUntil(at('2026-03-02', time), noon)).toBe(end && at(end[0], end[1]));
  });

  const evening = at('2026-03-02', '22:30');
  const nothing = { latest: null, purposeEnds: null };
  it('what is not urgent waits for the morning', () => {
    expect(waitsUntil(evening, night, nothing)).toBe(at('2026-03-03', '07:00'));
    expect(waitsUntil(evening, night, { ...nothing, latest: '2026-03-03' })).toBe(at('2026-03-03', '07:00'));
    expect(waitsUntil(at('2026-03-02', '21:00'), night, nothing)).toBeUndefined();
  });
  it('what must be told this very day goes, and what would have lost its purpose by the morning', () => {
    expect(waitsUntil(evening, night, { ...nothing, latest: '2026-03-02' })).toBeUndefined();
    const purposeEnds = at('2026-03-03', '07:00');
    expect(waitsUntil(evening, night, { ...nothing, purposeEnds })).toBeUndefined();
    const later = at('2026-03-03', '07:01');
    expect(waitsUntil(evening, night, { ...nothing, purposeEnds: later })).toBe(purposeEnds);
  });
});
