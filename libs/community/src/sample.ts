import { cases } from './sample/cases.js';
import { castOf } from './sample/cast.js';
import { communities, communityKeys } from './sample/communities.js';
import { admission, offices } from './sample/district.js';
import type { SampleItem } from './sample/item.js';

export type { SampleItem } from './sample/item.js';

/** `communities`: how many of the 117 have rolls (the case communities always have theirs); `idOf` makes a UUID of a name. */
export type SampleOptions = Readonly<{ idOf: (name: string) => string; communities?: number }>;

/**
 * The sample district: 淮南市田家庵区 with 4 towns, 9 streets and 117 communities, of which those of the cases and as
 * many more as asked for have rolls; sorted by wave. The same options always give the same items.
 */
export function sampleDistrict({ idOf, communities: withRolls = 18 }: SampleOptions): readonly SampleItem[] {
  const cast = castOf(idOf);
  const placed = [...offices(cast), ...communities(cast, withRolls), ...admission(cast)];
  return [...cast.registrations(), ...placed].sort((a, b) => a.wave - b.wave);
}

/** The community in which a case (`F1`, `D1` … `D15`, `V1`) is played; undefined for an unknown case. */
export function communityFor(
  caseId: string,
  idOf: (name: string) => string,
): Readonly<{ key: string; id: string }> | undefined {
  const key = cases.find((one) => one.key === caseId)?.key;
  return key === undefined ? undefined : { key, id: idOf(`community/${key}`) };
}

/** Keys of all sample communities, in the order of their numbers; the id is `idOf('community/<key>')`. */
export const sampleCommunityKeys: readonly string[] = communityKeys;
