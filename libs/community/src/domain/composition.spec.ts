import { toSeal } from '#kernel';
import type { CommunityEvent } from '../events.js';
import { byRegistrar, inCommunity, seat, seated, seating, seats } from './testing.js';

const committee = [seat('chair', 'committee', { role: 'chair' }), ...seats('committee', 4)] as const;
const kin = (a: string, b: string): CommunityEvent => ({
  type: 'RelativesDeclared',
  data: { persons: [a, b], relation: toSeal('item:1', 'sibling') },
});

describe('residents’ committee (居委会组织法 2025 §8)', () => {
  it.each([5, 9])('%i members are seated', (count) => {
    expect(
      inCommunity()
        .when(seating(...seats('committee', count)), byRegistrar)
        .events(),
    ).toHaveLength(count);
  });

  it('§8: four are too few', () => {
    const refusal = inCommunity()
      .when(seating(...seats('committee', 4)), byRegistrar)
      .refused('community.committeeTooSmall');
    expect(refusal.article).toContain('§8');
    expect(refusal.details).toMatchObject({ seated: 4, least: 5 });
  });

  it('§8: ten are too many, also when the tenth comes later', () => {
    inCommunity()
      .when(seating(...seats('committee', 10)), byRegistrar)
      .refused('community.committeeTooLarge');
    inCommunity(...seats('committee', 9).map(seated))
      .when(seating(seat('late', 'committee', { from: '2026-01-01' })), byRegistrar)
      .refused('community.committeeTooLarge');
  });

  it('§8: a seat that ended makes room from the next day on, not before', () => {
    const nine = seats('committee', 9);
    const ended = nine.map((one, n) => seated(n === 0 ? { ...one, endedOn: '2025-06-30' } : one));
    const successor = (from: string) => seating(seat('late', 'committee', { from }));
    inCommunity(...ended)
      .when(successor('2025-06-30'), byRegistrar)
      .refused('community.committeeTooLarge');
    expect(
      inCommunity(...ended)
        .when(successor('2025-07-01'), byRegistrar)
        .events(),
    ).toHaveLength(1);
  });

  it('§8: a member who comes before another who is already recorded counts on that later day', () => {
    const recorded = seats('committee', 9, { from: '2026-06-01' }).map(seated);
    inCommunity(...recorded)
      .when(seating(...seats('early', 5).map((one) => ({ ...one, body: 'committee' }))), byRegistrar)
      .refused('community.committeeTooLarge');
  });

  it('§8: one chair', () => {
    inCommunity(...committee.map(seated))
      .when(seating(seat('second', 'committee', { role: 'chair' })), byRegistrar)
      .refused('community.twoChairs');
  });

  it('§8, Civil Code §1045: near relatives do not sit together', () => {
    const refusal = inCommunity(kin('committee1', 'committee2'))
      .when(seating(...committee), byRegistrar)
      .refused('community.relativesInCommittee');
    expect(refusal.article).toBe('居委会组织法(2025) §8;民法典 §1045');
  });

  it('§8: near relatives may follow one another', () => {
    const first = seats('committee', 5, { until: '2025-12-31' }).map(seated);
    const second = seats('next', 5, { from: '2026-01-01' }).map((one) => ({ ...one, body: 'committee' }));
    expect(
      inCommunity(...first, kin('committee1', 'next1'))
        .when(seating(...second), byRegistrar)
        .events(),
    ).toHaveLength(5);
  });

  it('§8: the secretary may chair the committee and members sit in both', () => {
    const both = committee.map((one) => ({
      ...one,
      id: `b-${one.id}`,
      body: 'branch',
      role: one.role === 'chair' ? ('secretary' as const) : one.role,
    }));
    expect(
      inCommunity(...committee.map(seated))
        .when(seating(...both), byRegistrar)
        .events(),
    ).toHaveLength(5);
  });
});

describe('party branch committee', () => {
  it('has one secretary', () => {
    inCommunity()
      .when(seating(...seats('branch', 2, { role: 'secretary' })), byRegistrar)
      .refused('community.twoSecretaries');
  });
});

describe('representatives (居委会组织法 2025 §28)', () => {
  it.each([
    [5, 20],
    [9, 36],
  ])('beside a committee of %i, %i are four fifths and one fewer is not', (members, least) => {
    const there = inCommunity(...seats('committee', members).map(seated));
    expect(there.when(seating(...seats('representatives', least)), byRegistrar).events()).toHaveLength(least);
    const refusal = there
      .when(seating(...seats('representatives', least - 1)), byRegistrar)
      .refused('community.tooFewRepresentatives');
    expect(refusal.article).toContain('§28');
    expect(refusal.details).toMatchObject({ needed: least });
  });

  it('§28: the result of the whole batch counts, in whatever order it stands', () => {
    const batch = [...seats('representatives', 20), ...seats('committee', 5)];
    expect(
      inCommunity()
        .when(seating(...batch), byRegistrar)
        .events(),
    ).toHaveLength(25);
  });

  it('§28: a sixth committee member beside twenty representatives is one too many', () => {
    const there = [...seats('committee', 5), ...seats('representatives', 20)].map(seated);
    inCommunity(...there)
      .when(seating(seat('sixth', 'committee')), byRegistrar)
      .refused('community.tooFewRepresentatives');
  });
});

describe('supervision committee (居委会组织法 2025 §36)', () => {
  it.each([3, 5])('%i members are seated', (count) => {
    expect(
      inCommunity()
        .when(seating(...seats('supervision', count)), byRegistrar)
        .events(),
    ).toHaveLength(count);
  });

  it('two are too few, six too many (R§10 supervision.size)', () => {
    inCommunity()
      .when(seating(...seats('supervision', 2)), byRegistrar)
      .refused('community.supervisionTooSmall');
    inCommunity()
      .when(seating(...seats('supervision', 6)), byRegistrar)
      .refused('community.supervisionTooLarge');
  });

  const watchers = [
    seat('s1', 'supervision'),
    seat('s2', 'supervision'),
    seat('s3', 'supervision', { person: 'committee1' }),
  ];

  it('§36: no member of the committee, whichever was seated first', () => {
    inCommunity(...committee.map(seated))
      .when(seating(...watchers), byRegistrar)
      .refused('community.supervisionNotApart');
    inCommunity(...watchers.map(seated))
      .when(seating(...committee), byRegistrar)
      .refused('community.supervisionNotApart');
  });

  it('§36: no near relative of a member of the committee', () => {
    const refusal = inCommunity(...committee.map(seated), kin('supervision1', 'chair'))
      .when(seating(...seats('supervision', 3)), byRegistrar)
      .refused('community.supervisionNotApart');
    expect(refusal.article).toContain('§36');
  });

  it('near relatives may sit together in the supervision committee itself', () => {
    expect(
      inCommunity(kin('supervision1', 'supervision2'))
        .when(seating(...seats('supervision', 3)), byRegistrar)
        .events(),
    ).toHaveLength(3);
  });
});

it.each(['council', 'hearingFixed', 'aidGroup', 'households', 'delegates', 'members'])(
  'no law on its size: %s may be one person',
  (body) => {
    expect(
      inCommunity()
        .when(seating(seat('a', body)), byRegistrar)
        .events(),
    ).toHaveLength(1);
  },
);
