import { f1After, on, openDecision } from './testing.js';

const at = on('2026-04-01');
const hash = 'ab'.repeat(32);
const annul = (by: 'court' | 'higherMeeting', documentHash = hash) =>
  ({ type: 'AnnulDecision', data: { by, documentHash, reason: '侵害居民合法权益' } }) as const;
const registrar = { by: 'registrar1', at };
const reactor = { by: 'system:reactor', at };
const resolved = () => f1After('proposal', 'consultation', 'review', 'resolution');

test.each([
  ['court', '居委会组织法(2025) §40'],
  ['higherMeeting', '居委会组织法(2025) §30'],
] as const)('annulled by %s under %s, with the document’s hash and whoever relied on it', (by, article) => {
  const world = resolved();
  world.decide('d1', { type: 'NoteReliance', data: { decision: 'd2' } }, reactor);
  expect(world.decide('d1', annul(by), registrar)).toMatchObject([{ data: { article, reliedOnBy: ['d2'] } }]);
  expect(world.decision('d1')).toMatchObject({ phase: 'annulled' });
  expect(world.refuses('d1', annul(by), registrar).code).toBe('decision.nothingToAnnul');
});

test.each(['p1', 'p8', 's1', 'auditor1', 'system:reactor'])(
  '§40: %s is no officer of the street and may not',
  (by) => {
    expect(resolved().refuses('d1', annul('court'), { by, at }).code).toBe('decision.notStreetOfficer');
  },
);

test('there must be a resolution, and a document', () => {
  expect(f1After('proposal').refuses('d1', annul('court'), registrar).code).toBe('decision.nothingToAnnul');
  expect(resolved().refuses('d1', annul('court', 'x'), registrar).code).toBe('decision.notAHash');
});

describe('R§3.6: what relied on it is marked in its own stream', () => {
  const lost = { type: 'MarkRelianceLost', data: { on: 'd1' } } as const;
  test('by the system only, once, and only if it relied', () => {
    const world = resolved();
    world.decide('d2', openDecision({ reliesOn: ['d1'] }), { by: 'p1', at });
    expect(world.refuses('d2', lost, { by: 'p1', at }).code).toBe('decision.systemOnly');
    expect(world.decide('d2', lost, reactor)).toEqual([{ type: 'RelianceLost', data: { on: 'd1' } }]);
    expect(world.decide('d2', lost, reactor)).toEqual([]);
    expect(world.decide('d1', { ...lost, data: { on: 'd2' } }, reactor)).toEqual([]);
    expect(world.decision('d2')).toMatchObject({ phase: 'deliberating', relianceLost: ['d1'] });
  });

  test('noted once; noted as lost when what it relies on fell in between', () => {
    const note = (decision: string) => ({ type: 'NoteReliance', data: { decision } }) as const;
    const world = resolved();
    expect(world.refuses('d1', note('d2'), { by: 'p1', at }).code).toBe('decision.systemOnly');
    expect(world.decide('d1', note('d2'), reactor)).toMatchObject([{ data: { lost: false } }]);
    expect(world.decide('d1', note('d2'), reactor)).toEqual([]);
    world.decide('d1', annul('court'), registrar);
    expect(world.decide('d1', note('d3'), reactor)).toMatchObject([{ data: { lost: true } }]);
  });
});
