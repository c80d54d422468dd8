import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLive } from '../api/live';
import { holdToken, read, type Session } from '../api/client';
import type { Me } from '../api/answers';
import { Failed, Loading } from '../frame/states';

type SignedIn = Readonly<{ person: string; today: string; me: Me }>;

const Own = createContext<SignedIn | undefined>(undefined);

/** Who is signed in; only inside MustBeIn. */
export function useOwn(): SignedIn {
  const own = useContext(Own);
  if (own === undefined) throw new Error('nobody is signed in here');
  return own;
}

const remembered = 'siyi.person';

/** The account last used in this browser: an id from which nothing can be read. */
export const lastPerson = (): string | null => localStorage.getItem(remembered);
export const rememberPerson = (person: string | null): void =>
  person === null ? localStorage.removeItem(remembered) : localStorage.setItem(remembered, person);

/** Who this browser is signed in as, asked once and after each signing in or out. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const session = await read<Session>('session');
      holdToken(session);
      return session;
    },
    staleTime: 60_000,
  });
}

/** Shows the pages below it to somebody signed in, and others the way to sign in and back. */
export function MustBeIn() {
  const session = useSession();
  const location = useLocation();
  const person = session.data?.person ?? null;
  const me = useQuery({
    queryKey: ['me', person],
    queryFn: () => read<Me>('me'),
    enabled: person !== null,
  });
  useLive(me.data?.seats.find(({ placeKind }) => placeKind === 'community')?.place);
  if (session.isPending) return <Loading />;
  if (session.isError) return <Failed error={session.error} again={() => void session.refetch()} />;
  if (person === null) return <Navigate to="/sign-in" replace state={{ to: location.pathname }} />;
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failed error={me.error} again={() => void me.refetch()} />;
  return (
    <Own.Provider value={{ person, today: session.data.today, me: me.data }}>
      <Outlet />
    </Own.Provider>
  );
}
