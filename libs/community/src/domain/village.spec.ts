import { given } from '#kernel/testing';
import type { CommunityCommand, CommunityEvent, Seat } from '../events.js';
import { community } from './community.js';
import { byRegistrar, facts, inCommunity, seat, seated, seating, seats } from './testing.js';

const law = '村民委员会组织法(2025)';
const place = { name: '第 1 村', nameSource: null, parent: 'street', households: 300, adults: 840 };
const formed: CommunityEvent = {
  type: 'CommunityFormed',
  data: { ...place, countsSource: 'assumed', kind: 'village' },
};
const inVillage = (...events: readonly CommunityEvent[]) => given(community, formed, ...events);
/** So many seats, the first ones of women. */
const mixed = (body: string, count: number, women: number): readonly Seat[] =>
  seats(body, count).map((one, n) => (n < women ? { ...one, woman: true } : one));
const committee = mixed('committee', 5, 1);
const seatIn = (batch: readonly Seat[], ...there: readonly Seat[]) =>
  inVillage(...there.map(seated)).when(seating(...batch), byRegistrar);

describe('a village', () => {
  it('is formed as one, and keeps its kind', () => {
    const form: CommunityCommand = { type: 'FormCommunity', data: formed.data };
    const made = given(community).when(form, byRegistrar);
    made.then(formed);
    expect(inVillage().state).toMatchObject({ status: 'formed', kind: 'village' });
    expect(inCommunity().state).not.toHaveProperty('kind');
  });

  it('§6: stands under a town or a street', () => {
    const { district } = facts;
    const refusal = given(community)
      .when(
        { type: 'FormCommunity', data: formed.data },
        { by: 'over-registrar', facts: district ? { street: district } : {} },
      )
      .refused('community.needsStreet');
    expect(refusal.article).toBe(`${law} §6`);
  });
});

describe('villagers’ representatives (村民委员会组织法 2025 §29)', () => {
  it.each([
    [25, 10],
    [26, 11],
    [20, 9],
  ])(
    'beside a committee of 5, of %i representatives %i are women, and one fewer is refused',
    (count, women) => {
      expect(seatIn(mixed('representatives', count, women), ...committee).events()).toHaveLength(count);
      const refusal = seatIn(mixed('representatives', count, women - 1), ...committee).refused(
        'community.tooFewWomen',
      );
      expect(refusal).toMatchObject({
        article: `${law} §29`,
        details: { composition: count + 5, needed: women, women: women - 1 },
      });
      expect(refusal.text.zh).toContain('三分之一以上');
    },
  );

  it('§29: the women of the committee make the meeting larger and fill no representative’s place', () => {
    const all = mixed('committee', 5, 5);
    seatIn(mixed('representatives', 25, 9), ...all).refused('community.tooFewWomen');
  });

  it('§29: who sits in both is one person of the meeting', () => {
    const both = committee.slice(1, 3).map((one) => ({ ...one, id: `r-${one.id}`, body: 'representatives' }));
    const rest = mixed('representatives', 22, 9);
    expect(seatIn([...rest, ...both], ...committee).events()).toHaveLength(24);
  });

  it('§29: a man who joins a meeting on its boundary is one too many, a woman is not', () => {
    const there = [...committee, ...mixed('representatives', 25, 10)];
    seatIn([seat('late', 'representatives')], ...there).refused('community.tooFewWomen');
    expect(seatIn([seat('late', 'representatives', { woman: true })], ...there).events()).toHaveLength(1);
  });

  it('§29: four fifths of the meeting', () => {
    const refusal = seatIn(mixed('representatives', 19, 19), ...committee).refused(
      'community.tooFewRepresentatives',
    );
    expect(refusal.article).toBe(`${law} §29`);
  });

  it('a city counts no women, whatever is said on the seats', () => {
    const city = inCommunity(...seats('committee', 5).map(seated));
    expect(city.when(seating(...seats('representatives', 20)), byRegistrar).events()).toHaveLength(20);
  });
});

describe('villagers’ committee (村民委员会组织法 2025 §8)', () => {
  it.each([3, 7])('%i members, one of them a woman', (count) => {
    expect(seatIn(mixed('committee', count, 1)).events()).toHaveLength(count);
  });

  it.each([
    ['community.committeeTooSmall', mixed('committee', 2, 1)],
    ['community.committeeTooLarge', mixed('committee', 8, 1)],
    ['community.noWomanInCommittee', mixed('committee', 5, 0)],
  ])('%s', (code, batch) => {
    expect(seatIn(batch).refused(code).article).toBe(`${law} §8`);
  });

  it('§14: five years', () => {
    const long = committee.map((one) => ({ ...one, until: '2029-01-02' }));
    expect(seatIn(long).refused('community.termTooLong').article).toBe(`${law} §14`);
  });

  it('§37: nobody of it watches it', () => {
    const watchers = [...seats('supervision', 2), seat('s3', 'supervision', { person: 'committee1' })];
    expect(seatIn(watchers, ...committee).refused('community.supervisionNotApart').article).toBe(
      `${law} §37`,
    );
  });
});

describe('what the villagers’ meeting hands on (村民委员会组织法 2025 §28)', () => {
  const authorize = (...matters: readonly string[]): CommunityCommand => ({
    type: 'AuthorizeRepresentatives',
    data: {
      authorization: {
        ...{ id: 'a1', matters, from: '2026-01-20', until: '2028-12-31' },
        ...{ resolutionHash: 'h', assumed: true },
      },
    },
  });

  it('names §28 as its ground', () => {
    const [event] = inVillage().when(authorize('collectiveIncome'), byRegistrar).events();
    expect(event?.data).toMatchObject({ article: `${law} §28` });
  });

  it('§31: never the charter, which a city may hand on', () => {
    expect(
      inVillage().when(authorize('charter'), byRegistrar).refused('community.matterKeptBack').article,
    ).toBe(`${law} §31`);
    expect(inCommunity().when(authorize('charter'), byRegistrar).events()).toHaveLength(1);
  });
});
