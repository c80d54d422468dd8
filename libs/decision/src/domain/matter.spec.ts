import { given } from '#kernel/testing';
import { stillOpen } from '#procedure';
import { decision } from './decision.js';
import { f1Posted, f1Proven, f1Resolved, playedOn, started } from './disclosure-testing.js';

/** Other contexts know a decision's state as a `Matter` of libs/procedure: here the real states are asked. */
describe('whether a document may rest on a matter yet', () => {
  it('not while it is deliberated, not while its posting runs; after that it may', () => {
    const resolved = f1Resolved();
    expect(stillOpen(given(decision).state)).toBe('vote');
    expect(stillOpen(given(decision, ...resolved.slice(0, 3)).state)).toBe('vote');
    expect(stillOpen(given(decision, ...resolved).state)).toBe('posting');
    expect(stillOpen(playedOn(resolved, ...f1Posted).state)).toBe('posting');
    expect(stillOpen(playedOn(resolved, ...f1Proven).state)).toBeNull();
    expect(stillOpen(playedOn(resolved, ...f1Proven, started('2026-04-01')).state)).toBeNull();
  });

  it('never on one that was withdrawn', () => {
    expect(stillOpen({ ...given(decision, ...f1Resolved()).state, phase: 'withdrawn' })).toBe('ended');
  });
});
