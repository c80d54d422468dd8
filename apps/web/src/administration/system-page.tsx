import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';

type View = Readonly<{
  view: string;
  position: string;
  behind: Readonly<{ events: number; ms: number }> | null;
  parked?: string | null;
}>;
type Health = Readonly<{
  ready: boolean;
  parts: Readonly<{
    store?: Readonly<{ ok: boolean; position?: string }>;
    reading?: Readonly<{
      ok: boolean;
      views?: readonly View[];
      reactors?: readonly Readonly<{ name: string; position: string; parked: string | null }>[];
    }>;
    keys?: Readonly<{ ok: boolean }>;
    projector?: Readonly<{ role?: string }>;
  }>;
}>;

/** How the parts of the house are, and how far each read model has come. */
export function SystemPage() {
  const { say } = useWords();
  const health = useQuery({
    queryKey: ['health'],
    refetchInterval: 5_000,
    queryFn: async () => {
      const answer = await fetch('/health');
      return (await answer.json()) as Health;
    },
  });
  if (health.isError) return <Failed error={health.error} again={() => void health.refetch()} />;
  if (health.isPending) return <Loading />;
  const { ready, parts } = health.data;
  const named = { store: parts.store?.ok, reading: parts.reading?.ok, keys: parts.keys?.ok } as const;
  return (
    <>
      <h1>
        {say('system')} <Mark tone={ready ? 'good' : 'bad'}>{say(ready ? 'well' : 'unwell')}</Mark>
      </h1>
      <ul className="plain">
        {Object.entries(named).map(([name, ok]) => (
          <li key={name} className="row">
            <span className="grow">{say(`part_${name as keyof typeof named}`)}</span>
            <Mark tone={ok ? 'good' : 'bad'}>{say(ok ? 'well' : 'unwell')}</Mark>
          </li>
        ))}
      </ul>
      <h2>{say('lag')}</h2>
      <div className="wide" tabIndex={0} role="group" aria-label={say('lag')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('readModel')}</th>
              <th scope="col">{say('logPosition')}</th>
              <th scope="col">{say('behind')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.reading?.views?.map(({ view, position, behind }) => (
              <tr key={view}>
                <th scope="row">{view}</th>
                <td>{position}</td>
                <td>{behind?.events ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
