import { jest } from '@jest/globals';
import { expectedOf, histories, historyOf } from './files.js';

/** What a fold may ask of the procedure: how a vote is put into a ballot, and the day after a day. None of it is law. */
const lawless: ReadonlySet<string> = new Set(['openedBallot', 'castVote', 'counted', 'addDays']);

const refuse = (name: string) => (): never => {
  throw new Error(`a fold reads the law: ${name}`);
};

type Set = Readonly<{ bodies: unknown }>;
type Procedure = Readonly<Record<string, unknown>> &
  Readonly<{ floorOn: (day: string, kind?: string) => Set | undefined; ruleSets: readonly Set[] }>;
const procedure = (await import('#procedure')) as unknown as Procedure;

/** A rule set of which only what the bodies are called may be read, for the words of the history. */
const titles = (set: Set): Set =>
  new Proxy(set, { get: ({ bodies }, name) => (name === 'bodies' ? bodies : refuse(String(name))()) });

const barred = Object.entries(procedure).map(([name, one]) => {
  if (lawless.has(name) || (typeof one !== 'function' && typeof one !== 'object')) return [name, one];
  return [name, typeof one === 'function' ? refuse(name) : new Proxy(one as object, { get: refuse(name) })];
});
jest.unstable_mockModule('#procedure', () => ({
  ...Object.fromEntries(barred),
  ruleSets: procedure.ruleSets.map(titles),
  floorOn: (day: string, kind?: string) => {
    const set = procedure.floorOn(day, kind);
    return set && titles(set);
  },
}));
const { aggregates } = await import('../../apps/cli/src/aggregates.js');
const { views } = await import('../../apps/cli/src/views.js');
const { comesTo } = await import('./fold.js');

describe('evolve and views never read the law: a replay under any rule set gives the same', () => {
  it('the law is out of reach here', async () => {
    const law = (await import('#procedure')) as unknown as Readonly<Record<string, () => unknown>>;
    for (const name of ['ruleSet', 'carries', 'quorumMet', 'judge', 'periodEnd', 'dayOf'])
      expect(law[name]).toThrow(`a fold reads the law: ${name}`);
    const [set] = law['ruleSets'] as unknown as readonly Readonly<Record<string, unknown>>[];
    expect(() => set?.['steps']).toThrow('a fold reads the law: steps');
  });

  it.each(histories())('%s comes to the same states and rows without it', (name) => {
    expect(comesTo(historyOf(name), { aggregates, views })).toEqual(expectedOf(name));
  });
});

describe('a clock read during replay: a replay reads no clock and throws no dice', () => {
  class Stopped extends Date {
    constructor(...given: readonly [] | readonly [value: string | number]) {
      if (given.length === 0) throw new Error('a replay reads the clock');
      super(given[0] as string);
    }
    static override now(): number {
      throw new Error('a replay reads the clock');
    }
  }
  const { Date: running } = globalThis;
  const { random } = Math;
  beforeEach(() => {
    globalThis.Date = Stopped as DateConstructor;
    Math.random = () => {
      throw new Error('a replay throws dice');
    };
  });
  afterEach(() => {
    globalThis.Date = running;
    Math.random = random;
  });

  it('the clock stands here', () => {
    expect(() => new Date()).toThrow('reads the clock');
    expect(() => Date.now()).toThrow('reads the clock');
  });

  it.each(histories())('%s comes to the same states and rows without them', (name) => {
    const now = comesTo(historyOf(name), { aggregates, views });
    globalThis.Date = running;
    expect(now).toEqual(expectedOf(name));
  });
});
