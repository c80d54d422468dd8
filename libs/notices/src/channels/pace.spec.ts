import { turns } from './pace.js';

describe('the pace of a channel', () => {
  it('spreads what comes at once, and does not save up what was not used', () => {
    const next = turns(10);
    expect([next(0), next(0), next(50)]).toEqual([0, 100, 150]);
    expect([next(5_000), next(5_000)]).toEqual([0, 100]);
  });
});
