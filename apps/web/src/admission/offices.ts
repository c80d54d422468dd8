import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client';
import { useOwn } from '../session/session';
import type { Organization } from './answers';

type List = Readonly<{ organizations: readonly Organization[] }>;

/** The organizations in which one sits, with their kind and the district above. */
export function useOffices() {
  const { me } = useOwn();
  const own = me.seats.filter(({ placeKind }) => placeKind === 'organization').map(({ place }) => place);
  return useQuery({
    queryKey: ['offices', own],
    staleTime: 300_000,
    queryFn: async () => {
      if (own.length === 0) return [];
      const { organizations: districts } = await read<List>('organizations');
      const below = await Promise.all(districts.map(({ id }) => read<List>(`organizations?parent=${id}`)));
      return [...districts, ...below.flatMap(({ organizations }) => organizations)].filter(({ id }) =>
        own.includes(id),
      );
    },
  });
}
