import type { DecisionCommand } from '../events.js';
import {
  answered,
  f1Posted,
  f1Resolved,
  factsWith,
  hash,
  playedOn,
  text,
  tried,
} from './disclosure-testing.js';
import { f1Community, range, seat } from './testing-community.js';

type Data = Extract<DecisionCommand, { type: 'Interpellate' }>['data'];
const up = playedOn(f1Resolved(), ...f1Posted);
const asking = (by: string, more: Partial<Data>, day = '2026-03-18') => ({
  ...{ by, day, commandId: 'q1' },
  command: {
    type: 'Interpellate',
    data: {
      ...{ step: 'resolutionPosting', text: text('q1'), basis: 'representatives', signers: [] },
      ...{ voters: null, documentHash: hash, ...more },
    },
  } satisfies DecisionCommand,
});

describe('a written interpellation (浙江省实施村委会组织法办法 §36, taken over)', () => {
  it('of five representatives, the one who files among them, is answered within fifteen days', () => {
    const [event] = tried(up, asking('r1', { signers: range('r', 1, 5) })).events();
    expect(event).toMatchObject({
      type: 'ObjectionFiled',
      data: {
        ...{ kind: 'interpellation', by: 'r1', contact: null, filedOn: '2026-03-18', replyBy: '2026-04-02' },
        interpellation: { basis: 'representatives', signers: range('r', 1, 5), voters: null },
        judged: [{ stream: 'community-c1' }],
      },
    });
  });

  it('of four, or of five of whom one is the second card of another, is not enough', () => {
    const four = asking('r1', { signers: range('r', 2, 4) });
    expect(tried(up, four).refused('decision.signersTooFew').details).toEqual({ needed: 5, signed: 4 });
    const community = { ...f1Community(), joined: { r5: 'r4' } };
    const facts = factsWith('confirmed', community);
    tried(up, asking('r1', { signers: range('r', 2, 5) }), facts).refused('decision.signersTooFew');
  });

  it('is signed by representatives who sit today', () => {
    const strange = asking('r1', { signers: [...range('r', 2, 5), 'resident1'] });
    expect(tried(up, strange).refused('decision.signerNotSeated').details).toMatchObject({
      persons: ['resident1'],
    });
    tried(up, asking('resident1', { signers: range('r', 1, 5) })).refused('decision.signerNotSeated');
    const community = f1Community();
    const left = { ...seat('representatives', 'r2'), endedOn: '2026-03-01' };
    const facts = factsWith('confirmed', { ...community, seats: { ...community.seats, [left.id]: left } });
    tried(up, asking('r1', { signers: range('r', 2, 5) }), facts).refused('decision.signerNotSeated');
  });

  it('of the supervision committee is signed by more than half of it', () => {
    const of = (...signers: readonly string[]) => asking('s1', { basis: 'supervision', signers });
    tried(up, of()).refused('decision.signersTooFew');
    expect(tried(up, of('s2')).events()).toMatchObject([
      { data: { interpellation: { signers: ['s1', 's2'] } } },
    ]);
    tried(up, of('r1')).refused('decision.signerNotSeated');
  });

  it('of a tenth of the adults (2,600) is filed by anybody, with their number and no names', () => {
    const of = (voters: number | null) => asking('resident1', { basis: 'voters', voters, signers: ['r1'] });
    expect(tried(up, of(260)).events()).toMatchObject([
      { data: { interpellation: { basis: 'voters', signers: [], voters: 260 } } },
    ]);
    tried(up, of(259)).refused('decision.signersTooFew');
    for (const unfit of [null, 2601, 260.5]) tried(up, of(unfit)).refused('decision.votersUnfit');
    tried(up, asking('r1', { signers: range('r', 2, 5), voters: 5 })).refused('decision.votersUnfit');
  });

  it('is on paper, about a decision that stands, by a person', () => {
    const signers = range('r', 2, 5);
    tried(up, asking('r1', { signers, documentHash: 'x' })).refused('decision.notAHash');
    tried(up, asking('system:timer', { signers })).refused('decision.personsOnly');
  });

  it('gets an answer and upholds nothing by itself', () => {
    const filed = playedOn(f1Resolved(), ...f1Posted, asking('r1', { signers: range('r', 2, 5) }));
    expect(tried(filed, answered('2026-04-03', 'answered', 'q1')).events()).toMatchObject([
      { type: 'ObjectionAnswered', data: { lateDays: 1 } },
    ]);
    tried(filed, answered('2026-03-20', 'upheldToReview', 'q1')).refused('decision.queryNotUpheld');
  });
});
