import { Button } from 'antd';
import { Link, Navigate, useParams } from 'react-router';
import type { BoardLine, Place } from '../api/answers';
import { usePlace, useReading, useRuleSet } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';
import { Sittings } from '../home/home-page';
import { useOwn } from '../session/session';

/** The communities where one sits, and those below the office where one sits. */
function useCommunities() {
  const { me } = useOwn();
  const own = new Set(
    me.seats.filter(({ placeKind }) => placeKind === 'community').map(({ place }) => place),
  );
  const offices = new Set(
    me.seats.filter(({ placeKind }) => placeKind === 'organization').map(({ place }) => place),
  );
  const list =
    useReading<Readonly<{ communities: readonly Pick<Place, 'id' | 'name' | 'parent'>[] }>>(
      'communities?limit=200',
    );
  const mine = list.data?.communities.filter(({ id, parent }) => own.has(id) || offices.has(parent)) ?? [];
  return { list, mine };
}

function Line({ line }: Readonly<{ line: BoardLine }>) {
  const { say, pick } = useWords();
  const ruleSet = useRuleSet(line.ruleSet);
  const step = ruleSet.data?.steps.find(({ key }) => key === line.step)?.title;
  return (
    <li className="row">
      <span className="grow">
        <Link to={`/matters/${line.decision}`}>{line.title}</Link> {step && <Mark>{pick(step)}</Mark>}{' '}
        {line.late.length > 0 && <Mark tone="bad">{say('late')}</Mark>}
        {line.replyDue !== null && (
          <Mark tone="wait">{`${say('duty_answerObjection')} ${say('dueOn', { day: line.replyDue })}`}</Mark>
        )}
      </span>
      <span>{line.openedOn}</span>
    </li>
  );
}

function Bench({ community }: Readonly<{ community: string }>) {
  const { say } = useWords();
  const place = usePlace(community);
  const board = useReading<Readonly<{ lines: readonly BoardLine[] }>>(
    `communities/${community}/board?limit=100`,
    60,
  );
  if (place.isError) return <Failed error={place.error} again={() => void place.refetch()} />;
  if (board.isError) return <Failed error={board.error} again={() => void board.refetch()} />;
  if (place.isPending || board.isPending) return <Loading />;
  return (
    <>
      <h1>{place.data.name}</h1>
      <div className="row">
        <Link to={`/workbench/${community}/open`}>
          <Button type="primary" tabIndex={-1}>
            {say('openMatter')}
          </Button>
        </Link>
        <Link to={`/workbench/${community}/convene`}>
          <Button tabIndex={-1}>{say('convene')}</Button>
        </Link>
        <Link to={`/workbench/${community}/persons`}>{say('persons')}</Link>
        <Link to={`/workbench/${community}/admissions`}>{say('admissions')}</Link>
        <a href={`/c/${community}`}>{say('publicPages')}</a>
      </div>
      <section aria-labelledby="sittings">
        <h2 id="sittings">{say('mySittings')}</h2>
        <Sittings community={community} />
      </section>
      <section aria-labelledby="matters">
        <h2 id="matters">{say('matters')}</h2>
        {board.data.lines.length === 0 ? (
          <Nothing text={say('noMatters')} />
        ) : (
          <ul className="plain">
            {board.data.lines.map((line) => (
              <Line key={line.decision} line={line} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** A community's matters and sittings, and what may be begun there. */
export function WorkbenchPage() {
  const { community } = useParams();
  const { say } = useWords();
  const { list, mine } = useCommunities();
  if (community !== undefined) return <Bench community={community} />;
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => void list.refetch()} />;
  const [only] = mine;
  if (mine.length === 1 && only !== undefined) return <Navigate to={`/workbench/${only.id}`} replace />;
  return (
    <>
      <h1>{say('chooseCommunity')}</h1>
      {mine.length === 0 ? (
        <Nothing text={say('noPlaces')} />
      ) : (
        <ul className="plain">
          {mine.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/workbench/${id}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
