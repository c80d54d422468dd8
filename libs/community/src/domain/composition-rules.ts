import type { CivilDate, Seat, Words } from '#procedure';

/** Who sits where on a day. */
export type OnDay = Readonly<{
  day: CivilDate;
  relatives: readonly (readonly [string, string])[];
  of: (body: string) => readonly Seat[];
}>;

type Broken = Words & Readonly<{ details: Readonly<Record<string, unknown>> }>;

/** One sentence of the law on who may sit together; looked at when one of its bodies is touched. */
export type CompositionRule = Readonly<{
  code: string;
  article: string;
  bodies: readonly string[];
  broken: (on: OnDay) => Broken | undefined;
}>;

const atMost = (code: string, article: string, body: string, name: Words, most: number): CompositionRule => ({
  code,
  article,
  bodies: [body],
  broken: ({ of }) => {
    const seated = of(body).length;
    if (seated <= most) return undefined;
    return {
      zh: `${name.zh}至多 ${most} 人,现为 ${seated} 人:请先登记离任。`,
      en: `the ${name.en} has at most ${most} members, these are ${seated}: unseat somebody first.`,
      details: { body, seated, most },
    };
  },
});

const atLeast = (
  code: string,
  article: string,
  body: string,
  name: Words,
  least: number,
): CompositionRule => ({
  code,
  article,
  bodies: [body],
  broken: ({ of }) => {
    const seated = of(body).length;
    if (seated >= least) return undefined;
    return {
      zh: `${name.zh}至少 ${least} 人,现为 ${seated} 人:请一次登记全体成员。`,
      en: `the ${name.en} has at least ${least} members, these are ${seated}: seat all of them at once.`,
      details: { body, seated, least },
    };
  },
});

const onlyOne = (
  code: string,
  article: string,
  body: string,
  role: Seat['role'],
  name: Words,
): CompositionRule => ({
  code,
  article,
  bodies: [body],
  broken: ({ of }) => {
    const seated = of(body).filter((seat) => seat.role === role).length;
    if (seated <= 1) return undefined;
    return {
      zh: `${name.zh}只能有一人,现为 ${seated} 人。`,
      en: `there is one ${name.en}, these are ${seated}.`,
      details: { body, role, seated },
    };
  },
});

/** The pairs of near relatives of which one sits in the first body and the other in the second. */
function kinBetween(
  { relatives, of }: OnDay,
  first: string,
  second: string,
): readonly (readonly [string, string])[] {
  const [here, there] = [first, second].map((body) => new Set(of(body).map((seat) => seat.person)));
  return relatives.filter(([a, b]) => (here?.has(a) && there?.has(b)) || (here?.has(b) && there?.has(a)));
}

const committee: Words = { zh: '居民委员会', en: 'residents’ committee' };
const supervision: Words = { zh: '居务监督委员会', en: 'supervision committee' };

/** What may not be on any day. */
export const standingRules: readonly CompositionRule[] = [
  atMost('community.committeeTooLarge', '居委会组织法(2025) §8', 'committee', committee, 9),
  onlyOne('community.twoChairs', '居委会组织法(2025) §8', 'committee', 'chair', {
    zh: '居民委员会主任',
    en: 'chair of the residents’ committee',
  }),
  onlyOne('community.twoSecretaries', '中国共产党支部工作条例(试行)', 'branch', 'secretary', {
    zh: '党组织书记',
    en: 'secretary of the party branch',
  }),
  atMost(
    'community.supervisionTooLarge',
    '居委会组织法(2025) §36;R§10 supervision.size',
    'supervision',
    supervision,
    5,
  ),
  {
    code: 'community.relativesInCommittee',
    article: '居委会组织法(2025) §8;民法典 §1045',
    bodies: ['committee'],
    broken: (on) => {
      const pairs = kinBetween(on, 'committee', 'committee');
      if (pairs.length === 0) return undefined;
      return {
        zh: '近亲属不得同在居民委员会:请先登记其中一人离任。',
        en: 'near relatives may not sit together in the residents’ committee: unseat one of them first.',
        details: { pairs },
      };
    },
  },
  {
    code: 'community.supervisionNotApart',
    article: '居委会组织法(2025) §36',
    bodies: ['committee', 'supervision'],
    broken: (on) => {
      const members = new Set(on.of('committee').map((seat) => seat.person));
      const both = on.of('supervision').filter((seat) => members.has(seat.person));
      const pairs = kinBetween(on, 'committee', 'supervision');
      if (both.length + pairs.length === 0) return undefined;
      return {
        zh: '居民委员会成员及其近亲属不得担任居务监督委员会成员。',
        en: 'members of the residents’ committee and their near relatives may not sit in the supervision committee.',
        details: { persons: both.map((seat) => seat.person), pairs },
      };
    },
  },
];

/** What must be once a body has been seated. */
export const completeRules: readonly CompositionRule[] = [
  atLeast('community.committeeTooSmall', '居委会组织法(2025) §8', 'committee', committee, 5),
  atLeast(
    'community.supervisionTooSmall',
    '居委会组织法(2025) §36;R§10 supervision.size',
    'supervision',
    supervision,
    3,
  ),
  {
    code: 'community.tooFewRepresentatives',
    article: '居委会组织法(2025) §28',
    bodies: ['representatives', 'committee'],
    // Four fifths of the meeting: four representatives for each committee member.
    broken: ({ of }) => {
      const representatives = of('representatives').length;
      const needed = 4 * of('committee').length;
      if (representatives === 0 || representatives >= needed) return undefined;
      return {
        zh: `居民代表应占居民代表会议五分之四以上:至少 ${needed} 人,现为 ${representatives} 人。`,
        en: `representatives make up at least four fifths of their meeting: ${needed} are needed, these are ${representatives}.`,
        details: { representatives, needed },
      };
    },
  },
];
