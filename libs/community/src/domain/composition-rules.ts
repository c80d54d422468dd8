import { organicLaw, type CivilDate, type CommunityKind, type Seat, type Words } from '#procedure';
import { villageRules } from './village-rules.js';

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

/** Members of a committee, the chair included (居委会组织法 §8; 村民委员会组织法 §8). */
const committeeSize = (kind?: CommunityKind) =>
  kind === 'village' ? { least: 3, most: 7 } : { least: 5, most: 9 };

/** What may not be on any day in a community of this kind. */
export function standingRules(kind?: CommunityKind): readonly CompositionRule[] {
  const { names, articles } = organicLaw(kind);
  const { committee, supervision } = names;
  return [
    atMost(
      'community.committeeTooLarge',
      articles.committee,
      'committee',
      committee,
      committeeSize(kind).most,
    ),
    onlyOne('community.twoChairs', articles.committee, 'committee', 'chair', {
      zh: `${committee.zh}主任`,
      en: `chair of the ${committee.en}`,
    }),
    onlyOne('community.twoSecretaries', '中国共产党支部工作条例(试行)', 'branch', 'secretary', {
      zh: '党组织书记',
      en: 'secretary of the party branch',
    }),
    atMost(
      'community.supervisionTooLarge',
      `${articles.supervision};R§10 supervision.size`,
      'supervision',
      supervision,
      5,
    ),
    {
      code: 'community.relativesInCommittee',
      article: `${articles.committee};民法典 §1045`,
      bodies: ['committee'],
      broken: (on) => {
        const pairs = kinBetween(on, 'committee', 'committee');
        if (pairs.length === 0) return undefined;
        return {
          zh: `近亲属不得同在${committee.zh}:请先登记其中一人离任。`,
          en: `near relatives may not sit together in the ${committee.en}: unseat one of them first.`,
          details: { pairs },
        };
      },
    },
    {
      code: 'community.supervisionNotApart',
      article: articles.supervision,
      bodies: ['committee', 'supervision'],
      broken: (on) => {
        const members = new Set(on.of('committee').map((seat) => seat.person));
        const both = on.of('supervision').filter((seat) => members.has(seat.person));
        const pairs = kinBetween(on, 'committee', 'supervision');
        if (both.length + pairs.length === 0) return undefined;
        return {
          zh: `${committee.zh}成员及其近亲属不得担任${supervision.zh}成员。`,
          en: `members of the ${committee.en} and their near relatives may not sit in the ${supervision.en}.`,
          details: { persons: both.map((seat) => seat.person), pairs },
        };
      },
    },
  ];
}

/** What must be once a body of a community of this kind has been seated. */
export function completeRules(kind?: CommunityKind): readonly CompositionRule[] {
  const { names, articles } = organicLaw(kind);
  const { committee, supervision, representatives } = names;
  return [
    atLeast(
      'community.committeeTooSmall',
      articles.committee,
      'committee',
      committee,
      committeeSize(kind).least,
    ),
    atLeast(
      'community.supervisionTooSmall',
      `${articles.supervision};R§10 supervision.size`,
      'supervision',
      supervision,
      3,
    ),
    {
      code: 'community.tooFewRepresentatives',
      article: articles.representatives,
      bodies: ['representatives', 'committee'],
      // Four fifths of the meeting: four representatives for each committee member.
      broken: ({ of }) => {
        const seated = of('representatives').length;
        const needed = 4 * of('committee').length;
        if (seated === 0 || seated >= needed) return undefined;
        return {
          zh: `代表应占${representatives.zh}五分之四以上:至少 ${needed} 人,现为 ${seated} 人。`,
          en: `representatives make up at least four fifths of the ${representatives.en}: ${needed} are needed, these are ${seated}.`,
          details: { representatives: seated, needed },
        };
      },
    },
    ...(kind === 'village' ? villageRules() : []),
  ];
}
