import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import type { Place } from '../api/answers';
import { useReading, useRuleSet } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { Bars } from './chart';

type Row = Readonly<{
  community: string;
  decisions: number;
  byStep: Readonly<Record<string, number>>;
  objectionsOpen: number;
  late: Readonly<Record<string, number>>;
  replies: number;
  lateReplies: number;
  postedLateDays: number;
  escalations: number;
}>;

const lateOf = ({ late }: Row): number => Object.values(late).reduce((sum, one) => sum + one, 0);

/** A cell that a spreadsheet takes for text, whatever it begins with. */
const cell = (value: string | number): string => {
  const text = /^[=+\-@]/.test(String(value)) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
};

function useNamesOf(rows: readonly Row[] | undefined) {
  const list = useReading<Readonly<{ communities: readonly Pick<Place, 'id' | 'name'>[] }>>(
    rows && 'communities?limit=200',
  );
  return useMemo(() => new Map(list.data?.communities.map(({ id, name }) => [id, name])), [list.data]);
}

function Board({ organization }: Readonly<{ organization: string }>) {
  const { say, pick } = useWords();
  const overview = useReading<Readonly<{ communities: readonly Row[] }>>(
    `organizations/${organization}/overview`,
    60,
  );
  const names = useNamesOf(overview.data?.communities);
  const ruleSet = useRuleSet('city-2026');
  const rows = overview.data?.communities;
  const steps = useMemo(
    () =>
      (ruleSet.data?.steps ?? []).map(({ key, title }) => ({
        name: pick(title),
        value: (rows ?? []).reduce((sum, { byStep }) => sum + (byStep[key] ?? 0), 0),
      })),
    [ruleSet.data, rows, pick],
  );
  if (overview.isError) return <Failed error={overview.error} again={() => void overview.refetch()} />;
  if (rows === undefined || !ruleSet.isSuccess) return <Loading />;
  const nameOf = (id: string): string => names.get(id) ?? id.slice(0, 8);
  const head = [
    say('community'),
    say('matters'),
    say('late'),
    say('objectionsOpen'),
    say('repliesInTime'),
    say('escalations'),
  ];
  const shown = rows.toSorted((a, b) => lateOf(b) - lateOf(a) || b.decisions - a.decisions);
  const lines = shown.map((row) => [
    ...[nameOf(row.community), row.decisions, lateOf(row), row.objectionsOpen],
    ...[`${row.replies - row.lateReplies}/${row.replies}`, row.escalations],
  ]);
  const exported = (): void => {
    const csv = `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = 'overview.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <section aria-labelledby="bystep">
        <h2 id="bystep">{say('mattersByStep')}</h2>
        <Bars title={say('asTable')} bars={steps} />
      </section>
      <section aria-labelledby="lateness">
        <h2 id="lateness">{say('lateness')}</h2>
        <ul className="tiles">
          {shown.map((row) => (
            <li
              key={row.community}
              className={lateOf(row) > 0 ? 'tile late' : row.decisions > 0 ? 'tile busy' : 'tile'}
            >
              <Link to={`/workbench/${row.community}`}>{nameOf(row.community)}</Link>
              <span>{lateOf(row) > 0 ? `${say('late')} ${lateOf(row)}` : row.decisions}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="table">
        <h2 id="table">{say('byCommunity')}</h2>
        <Button onClick={exported}>{say('export')}</Button>
        <div className="wide" tabIndex={0} role="group" aria-label={say('asTable')}>
          <table>
            <thead>
              <tr>
                {head.map((one) => (
                  <th key={one} scope="col">
                    {one}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(([name, ...values], index) => (
                <tr key={shown[index]?.community}>
                  <th scope="row">{name}</th>
                  {values.map((value, column) => (
                    <td key={head[column + 1]}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** What stands where in all communities below an organization, and what is late. */
export function DashboardPage() {
  const { organization } = useParams();
  const { say } = useWords();
  const { me } = useOwn();
  const own = organization ?? me.seats.find(({ placeKind }) => placeKind === 'organization')?.place;
  return (
    <>
      <h1>{say('district')}</h1>
      {own === undefined ? <Nothing text={say('noPlaces')} /> : <Board organization={own} />}
    </>
  );
}
