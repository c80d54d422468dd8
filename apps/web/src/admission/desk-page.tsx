import { Button } from 'antd';
import { Link } from 'react-router';
import { useReading } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords, type Word } from '../frame/i18n';
import { words } from '../frame/words';
import type { AdmissionLine } from './answers';
import { useOffices } from './offices';

/** Where a request stands, in a word. */
export function Status({ status }: Readonly<{ status: string }>) {
  const { say } = useWords();
  const word = `admission_${status}`;
  return <Mark>{word in words ? say(word as Word) : status}</Mark>;
}

/** Requests of an organization or a community, newest first. */
export function Requests({ of }: Readonly<{ of: string }>) {
  const { say } = useWords();
  const found = useReading<Readonly<{ lines: readonly AdmissionLine[] }>>(`${of}/admissions?limit=100`, 60);
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.isPending) return <Loading />;
  if (found.data.lines.length === 0) return <Nothing text={say('noRequests')} />;
  return (
    <ul className="plain">
      {found.data.lines.map(({ id, title, status, inForce, overdue, decideBy, inForceUntil }) => (
        <li key={id} className="row">
          <span className="grow">
            <Link to={`/admissions/${id}`}>{title}</Link> <Status status={status} />{' '}
            {inForce && <Mark tone="good">{say('inForceUntil', { day: inForceUntil ?? '' })}</Mark>}{' '}
            {overdue && <Mark tone="bad">{say('late')}</Mark>}
          </span>
          {decideBy !== null && <span className="day">{say('dueOn', { day: decideBy })}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The desk of a department, or of the authority that lets tasks in. */
export function DeskPage() {
  const { say } = useWords();
  const offices = useOffices();
  if (offices.isError) return <Failed error={offices.error} again={() => void offices.refetch()} />;
  if (offices.isPending) return <Loading />;
  const desks = offices.data.filter(({ kind }) => ['department', 'authority'].includes(kind));
  return (
    <>
      <h1>{say('admissions')}</h1>
      {desks.length === 0 && <Nothing text={say('noDesk')} />}
      {desks.map(({ id, name, kind }) => (
        <section key={id} aria-labelledby={`desk-${id}`}>
          <h2 id={`desk-${id}`}>{name}</h2>
          {kind === 'department' && (
            <Link to={`/admissions/new?department=${id}`}>
              <Button type="primary" tabIndex={-1}>
                {say('newRequest')}
              </Button>
            </Link>
          )}
          <Requests of={`organizations/${id}`} />
        </section>
      ))}
    </>
  );
}
