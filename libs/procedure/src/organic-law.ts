import type { CommunityKind, Words } from './types.js';

type Body = 'committee' | 'representatives' | 'residents' | 'supervision';
type Provision =
  | 'scope'
  | 'guidance'
  | 'committee'
  | 'committeeTerm'
  | 'representativesTerm'
  | 'residentsNotice'
  | 'residentsQuorum'
  | 'representatives'
  | 'representativesQuorum'
  | 'authorization'
  | 'disclosure'
  | 'complaints'
  | 'supervision'
  | 'annulment';

/** The law on the committee of a kind of community: what its bodies are called, and which article says what. */
export type OrganicLaw = Readonly<{
  names: Readonly<Record<Body, Words>>;
  articles: Readonly<Record<Provision, string>>;
  /** What the meeting of all cannot hand on to the representatives, by category, with the article that keeps it back. */
  keptBack: Readonly<Record<string, string>>;
}>;

const articlesOf = (law: string, sections: Readonly<Record<Provision, number>>): OrganicLaw['articles'] =>
  Object.fromEntries(
    Object.entries(sections).map(([provision, section]) => [provision, `${law} §${section}`]),
  ) as OrganicLaw['articles'];

/** 城市居民委员会组织法, revised 2025. */
const city: OrganicLaw = {
  names: {
    committee: { zh: '居民委员会', en: 'residents’ committee' },
    representatives: { zh: '居民代表会议', en: 'representatives’ meeting' },
    residents: { zh: '居民会议', en: 'residents’ meeting' },
    supervision: { zh: '居务监督委员会', en: 'supervision committee' },
  },
  articles: articlesOf('居委会组织法(2025)', {
    ...{ scope: 2, guidance: 6, committee: 8, committeeTerm: 14, representativesTerm: 13 },
    ...{ residentsNotice: 26, residentsQuorum: 27, representatives: 28, representativesQuorum: 29 },
    ...{ authorization: 30, disclosure: 34, complaints: 35, supervision: 36, annulment: 40 },
  }),
  // §30 lets it hand on what §30 names, charter and pledge too; elections and recalls have their own articles, and a body does not set up itself.
  keptBack: {
    election: '居委会组织法(2025) §14',
    recall: '居委会组织法(2025) §20',
    committeeSize: '居委会组织法(2025) §8',
    representativesMeeting: '居委会组织法(2025) §28',
    residentsGroups: '居委会组织法(2025) §13',
  },
};

/** 村民委员会组织法, amended 2025. */
const village: OrganicLaw = {
  names: {
    committee: { zh: '村民委员会', en: 'villagers’ committee' },
    representatives: { zh: '村民代表会议', en: 'villagers’ representatives’ meeting' },
    residents: { zh: '村民会议', en: 'villagers’ meeting' },
    supervision: { zh: '村务监督委员会', en: 'village supervision committee' },
  },
  articles: articlesOf('村民委员会组织法(2025)', {
    ...{ scope: 2, guidance: 6, committee: 8, committeeTerm: 14, representativesTerm: 29 },
    ...{ residentsNotice: 25, residentsQuorum: 26, representatives: 29, representativesQuorum: 30 },
    ...{ authorization: 28, disclosure: 35, complaints: 36, supervision: 37, annulment: 41 },
  }),
  // §28 lets hand on what §28 lists; the charter and the village rules are the villagers' meeting's own (§31).
  keptBack: {
    election: '村民委员会组织法(2025) §14',
    recall: '村民委员会组织法(2025) §19',
    committeeSize: '村民委员会组织法(2025) §8',
    representativesMeeting: '村民委员会组织法(2025) §29',
    residentsGroups: '村民委员会组织法(2025) §3',
    charter: '村民委员会组织法(2025) §31',
  },
};

/** The law under which a community of this kind governs itself; without a kind that of cities. */
export const organicLaw = (kind?: CommunityKind): OrganicLaw => (kind === 'village' ? village : city);
