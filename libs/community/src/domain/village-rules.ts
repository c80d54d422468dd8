import { organicLaw, type Seat } from '#procedure';
import type { CompositionRule } from './composition-rules.js';

const personsOf = (seats: readonly Seat[]): ReadonlySet<string> => new Set(seats.map(({ person }) => person));
const women = (seats: readonly Seat[]): number => personsOf(seats.filter(({ woman }) => woman)).size;

/**
 * What a village asks besides: women among the representatives make up at least a third of the whole meeting, committee
 * included (§29), and the committee has at least one woman (§8). Whoever is a woman is said on the seat.
 */
export function villageRules(): readonly CompositionRule[] {
  const { names, articles } = organicLaw('village');
  return [
    {
      code: 'community.noWomanInCommittee',
      article: articles.committee,
      bodies: ['committee'],
      broken: ({ of }) => {
        const seated = of('committee');
        if (women(seated) > 0) return undefined;
        return {
          zh: `${names.committee.zh}成员中应当有妇女成员,现为 0 人:请按选举结果重报,并在其席位上注明(woman)。`,
          en: `there must be a woman among the members of the ${names.committee.en}, these are 0: seat the committee as elected, and say so on her seat (woman).`,
          details: { body: 'committee', seated: seated.length, women: 0, needed: 1 },
        };
      },
    },
    {
      code: 'community.tooFewWomen',
      article: articles.representatives,
      bodies: ['representatives', 'committee'],
      broken: ({ of }) => {
        const representatives = of('representatives');
        const composition = personsOf([...of('committee'), ...representatives]).size;
        const needed = Math.ceil(composition / 3);
        const counted = women(representatives);
        if (representatives.length === 0 || counted >= needed) return undefined;
        return {
          zh: `妇女代表应占${names.representatives.zh}组成人员三分之一以上:组成人员 ${composition} 人,至少 ${needed} 人,现为 ${counted} 人。请补足妇女代表,并在其席位上注明(woman)。`,
          en: `women representatives make up at least a third of the ${names.representatives.en}: of ${composition} at least ${needed}, these are ${counted}. Seat more of them, and say so on their seats (woman).`,
          details: { composition, needed, women: counted },
        };
      },
    },
  ];
}
