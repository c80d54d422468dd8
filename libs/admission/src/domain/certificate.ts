import type { CatalogVersion, SealBasis, SealUse } from '../events.js';
import { entryFor } from './catalog.js';
import { nationalCertificate } from './national-certificates.js';

const needsBasis = '民发〔2020〕20号';
const deliberation = '甘民发〔2020〕99号[O7]';

/**
 * What the national list of certificates and the district's say of one that is asked for (R§5.2): no stamp without a
 * hit, none at all on an item that no committee issues; what is common to the residents they deliberate first.
 */
export function certificateBasis(
  { matter, publicInterest, decision }: Pick<SealUse, 'matter' | 'publicInterest' | 'decision'>,
  version: CatalogVersion | undefined,
): SealBasis {
  const catalogVersion = version?.version ?? null;
  const national = nationalCertificate(matter);
  if (national) {
    const item = String(national.number);
    return { answer: 'refuse', list: 'national', item, catalogVersion, article: national.article };
  }
  const entry = entryFor(version, matter);
  const hit = entry?.kind === 'certificate' ? entry : undefined;
  if (hit === undefined)
    return { answer: 'askAuthority', list: null, item: null, catalogVersion, article: needsBasis };
  const listed = { list: 'district', item: hit.id, catalogVersion, article: hit.basis } as const;
  if (hit.class === 'notTheCommunitys') return { answer: 'refuse', ...listed };
  if (hit.class === 'mayBeEntrusted') return { answer: 'askAuthority', ...listed };
  if (publicInterest && decision === null)
    return { answer: 'deliberate', ...listed, article: `${hit.basis};${deliberation}` };
  return { answer: 'issue', ...listed };
}
