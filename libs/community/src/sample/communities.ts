import type { Authorization, CommunityCommand, FundLine, Seat } from '../events.js';
import { cases, type CaseCommunity } from './cases.js';
import type { Cast } from './cast.js';
import { communityCount, noDocument, seedSource, townsAndStreets } from './district.js';
import { item, type SampleItem } from './item.js';
import { numberFor } from './random.js';
import { currentTerm, ordinaryRoll, type Roll } from './rolls.js';

type Sample = Readonly<{
  /** `F1`, `D1` … for the communities of cases, the number for the others. */
  key: string;
  number: number;
  street: string;
  rolls: readonly Roll[];
  households: number;
  adults: number;
  source: string;
  village: CaseCommunity['village'];
}>;

/** The keys of all communities in order: those of the cases first, then plain numbers. */
export const communityKeys: readonly string[] = Array.from(
  { length: communityCount },
  (_, n) => cases[n]?.key ?? String(n + 1),
);

/** Community n of the district; the first `withRolls` have their rolls, the case communities always. */
function sampleAt(n: number, withRolls: number): Sample {
  const key = communityKeys[n] as string;
  const found = cases[n];
  const households = found?.households ?? numberFor(`households/${key}`, 1000, 3000);
  return {
    ...{ key, number: n + 1, households },
    street: found?.village?.town ?? (townsAndStreets[n % townsAndStreets.length] as string),
    rolls: found?.rolls ?? (n < withRolls ? [ordinaryRoll] : []),
    adults: found?.adults ?? households * 2 + numberFor(`adults/${key}`, 0, households),
    village: found?.village,
    source: found?.source ?? '示例(假定):居委会组织法(2025) §3 一千户至三千户',
  };
}

const fundLines: readonly FundLine[] = [
  {
    ...{ id: 'publicWelfare', title: '公益事业项目资金', purposes: ['公益事业项目'], forbidden: ['招待费'] },
    source: '示例(假定)',
  },
  {
    ...{ id: 'party', title: '党建经费', purposes: ['党建活动'], forbidden: ['行政事务'] },
    source: `${seedSource}:专款专用`,
  },
  { id: 'office', title: '办公经费', purposes: ['办公'], forbidden: [], source: seedSource },
];

/** F1 authorizes what R§8.1 says, the village some matters; the others all that the law lets be handed on. */
const authorizationOf = (cast: Cast, { key, village }: Sample): Authorization => ({
  id: cast.id(`authorization/${key}`),
  matters: village?.matters ?? (key === 'F1' ? ['publicWelfare', 'finance'] : ['*']),
  ...{ from: '2026-01-20', until: currentTerm.until, resolutionHash: noDocument, assumed: true },
});

const seatsOf = (cast: Cast, { key, rolls }: Sample): readonly Seat[] =>
  rolls.flatMap(({ term, places }) =>
    places.map(({ body, person, role, vote, woman }) => ({
      id: cast.id(`seat/${key}/${term.from}/${body}/${person}`),
      ...{ body, person: cast.person(key, person), role, vote, ...term },
      ...(woman === undefined ? {} : { woman }),
    })),
  );

function commandsOf(cast: Cast, sample: Sample): readonly CommunityCommand[] {
  const { number, street, households, adults, source, village } = sample;
  const name = `第 ${number} ${village ? '村' : '社区'}(名称待补)`;
  const place = {
    ...{ name, nameSource: null, parent: cast.organization(street) },
    ...(village ? { kind: 'village' as const } : {}),
  };
  const seats = seatsOf(cast, sample);
  return [
    { type: 'FormCommunity', data: { ...place, households, adults, countsSource: source } },
    ...(seats.length === 0 ? [] : [{ type: 'SeatMembers', data: { seats, basisHash: noDocument } } as const]),
    { type: 'AuthorizeRepresentatives', data: { authorization: authorizationOf(cast, sample) } },
    ...(seats.length === 0
      ? []
      : fundLines.map((line) => ({ type: 'OpenFundLine', data: { line } }) as const)),
  ];
}

/** The 117 communities, each entered by the registrar of its street or town. */
export function communities(cast: Cast, withRolls: number): readonly SampleItem[] {
  return communityKeys.flatMap((key, n) => {
    const sample = sampleAt(n, withRolls);
    const by = cast.person(sample.street, 'registrar');
    const id = cast.community(key);
    return commandsOf(cast, sample).map((command, step) =>
      item(
        { wave: 3 + step, category: 'community', id, by, command },
        command.type === 'OpenFundLine' ? `/${step}` : '',
      ),
    );
  });
}
