import { useQuery } from '@tanstack/react-query';
import type { Decision, Place, RuleSet, Sitting } from './answers';
import { read } from './client';

/** A reading of the API by its path below /api; undefined: not asked. `live`: asked again every so many seconds. */
export const useReading = <T>(path: string | undefined, live?: number) =>
  useQuery({
    queryKey: ['read', path],
    queryFn: () => read<T>(path ?? ''),
    enabled: path !== undefined,
    ...(live === undefined ? {} : { refetchInterval: live * 1000 }),
  });

export const useDecision = (id: string | undefined) => useReading<Decision>(id && `decisions/${id}`);
export const useSitting = (id: string | undefined, live?: number) =>
  useReading<Sitting>(id && `sittings/${id}`, live);
export const usePlace = (id: string | undefined) => useReading<Place>(id && `communities/${id}`);
export const useRuleSet = (id: string | undefined) => useReading<RuleSet>(id && `rule-sets/${id}`);

type Page = Readonly<{
  persons: readonly Readonly<{ person: string; name: string | null }>[];
  next: string | null;
}>;

/** Who sits in a community, by id, all pages. */
export const useNames = (community: string | undefined) =>
  useQuery({
    queryKey: ['names', community],
    enabled: community !== undefined,
    staleTime: 300_000,
    queryFn: async () => {
      const names = new Map<string, string | null>();
      for (let after: string | null = ''; after !== null;) {
        const page: Page = await read(
          `communities/${community}/persons?limit=200${after === '' ? '' : `&after=${after}`}`,
        );
        for (const { person, name } of page.persons) names.set(person, name);
        after = page.next;
      }
      return names;
    },
  });
