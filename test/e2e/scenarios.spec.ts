import { play, scenarios, type Played } from '../scenarios/index.js';
import { testStack, type TestStack } from '../stack/stack.js';

describe('the sample cases, played by people through the API', () => {
  let stack: TestStack;
  let played: Played;

  beforeAll(async () => {
    stack = await testStack({ at: '2014-01-01T00:00:00+08:00', sample: true });
    played = await play(scenarios, stack.theatre, stack.move);
  }, 240_000);

  afterAll(() => stack.stop(), 30_000);

  it.each(scenarios.map(({ id, title }) => [id, title.en] as const))('%s: %s', (id) => {
    const { checked, failed } = played;
    expect(failed.filter(({ scenario }) => scenario === id)).toEqual([]);
    const own = checked.filter(({ scenario }) => scenario === id);
    expect(own.filter(({ ok }) => !ok)).toEqual([]);
  });
});
