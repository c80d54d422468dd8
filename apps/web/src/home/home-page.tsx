import { Button } from 'antd';
import { Link } from 'react-router';
import type { Duty, Notice, Paper, SittingLine } from '../api/answers';
import { useReading } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords, type Word } from '../frame/i18n';
import { words } from '../frame/words';
import { useOwn } from '../session/session';

const wordOf = (kind: string): Word => (`duty_${kind}` in words ? (`duty_${kind}` as Word) : 'duty_other');

const addressOf = ({ about, id, kind, ref }: Duty): string =>
  about === 'sitting'
    ? `/sittings/${id}`
    : kind === 'vote'
      ? `/matters/${id}/ballots/${ref}`
      : `/matters/${id}`;

function Duties() {
  const { say } = useWords();
  const duties = useReading<Readonly<{ duties: readonly Duty[] }>>('me/duties', 60);
  if (duties.isPending) return <Loading />;
  if (duties.isError) return <Failed error={duties.error} again={() => void duties.refetch()} />;
  if (duties.data.duties.length === 0) return <Nothing text={say('nothingWaits')} />;
  return (
    <ul className="plain">
      {duties.data.duties.map((duty) => (
        <li key={duty.duty} className="row">
          <span className="grow">
            <strong>{say(wordOf(duty.kind))}</strong> {duty.title}{' '}
            {duty.dueOn !== null && <span className="day">{say('dueOn', { day: duty.dueOn })}</span>}{' '}
            {duty.late && <Mark tone="bad">{say('late')}</Mark>}
          </span>
          <Link to={addressOf(duty)}>
            <Button type={duty.kind === 'vote' ? 'primary' : 'default'} size="large" tabIndex={-1}>
              {say(duty.kind === 'vote' ? 'voteNow' : 'look')}
            </Button>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The sittings of a community from today on. */
export function Sittings({ community }: Readonly<{ community: string }>) {
  const { say } = useWords();
  const sittings = useReading<Readonly<{ sittings: readonly SittingLine[] }>>(
    `communities/${community}/sittings`,
    60,
  );
  if (sittings.isPending) return <Loading />;
  if (sittings.isError) return <Failed error={sittings.error} again={() => void sittings.refetch()} />;
  if (sittings.data.sittings.length === 0) return <Nothing text={say('noSittings')} />;
  return (
    <ul className="plain">
      {sittings.data.sittings.map(({ sitting, heldOn, time, place, status, items }) => (
        <li key={sitting} className="row">
          <span className="grow">
            <strong>
              {heldOn} {time}
            </strong>{' '}
            {place} <Mark>{say(`sittingStatus_${status}`)}</Mark> {items.length > 1 && `× ${items.length}`}
          </span>
          <Link to={`/sittings/${sitting}`}>{say('look')}</Link>
        </li>
      ))}
    </ul>
  );
}

function Notices() {
  const { say, pick } = useWords();
  const notices = useReading<Readonly<{ notices: readonly Notice[] }>>('me/notices?limit=10');
  if (notices.isPending) return <Loading />;
  if (notices.isError) return <Failed error={notices.error} again={() => void notices.refetch()} />;
  if (notices.data.notices.length === 0) return <Nothing text={say('noNotices')} />;
  return (
    <ul className="plain">
      {notices.data.notices.map(({ id, text, decision, sitting }) => (
        <li key={id} className="row">
          <span className="grow">{pick(text)}</span>
          {decision !== null && <Link to={`/matters/${decision}`}>{say('look')}</Link>}
          {decision === null && sitting !== null && <Link to={`/sittings/${sitting}`}>{say('look')}</Link>}
        </li>
      ))}
    </ul>
  );
}

type Votes = Readonly<{
  votes: readonly Readonly<{
    ballot: string;
    decision: string;
    step: string;
    heldOn: string;
    vote: Readonly<{ paper: Paper }>;
  }>[];
}>;

function MyVotes() {
  const { say } = useWords();
  const votes = useReading<Votes>('me/votes?limit=20');
  if (votes.isPending) return <Loading />;
  if (votes.isError) return <Failed error={votes.error} again={() => void votes.refetch()} />;
  if (votes.data.votes.length === 0) return <Nothing text={say('noVotes')} />;
  return (
    <ul className="plain">
      {votes.data.votes.map(({ ballot, decision, heldOn, vote: { paper } }) => (
        <li key={ballot} className="row">
          <span className="grow">
            {heldOn}{' '}
            <strong>
              {paper.choice === undefined ? (paper.option ?? paper.options?.join('、')) : say(paper.choice)}
            </strong>
          </span>
          <Link to={`/matters/${decision}`}>{say('look')}</Link>
        </li>
      ))}
    </ul>
  );
}

/** What waits for me, my sittings, what I was told and how I voted. */
export function HomePage() {
  const { say } = useWords();
  const { me } = useOwn();
  const communities = [
    ...new Set(me.seats.filter((seat) => seat.placeKind === 'community').map(({ place }) => place)),
  ];
  return (
    <>
      <h1>{me.name ?? say('home')}</h1>
      <section aria-labelledby="waits">
        <h2 id="waits">{say('waitsForMe')}</h2>
        <Duties />
      </section>
      {communities.map((community) => (
        <section key={community} aria-labelledby={`sittings-${community}`}>
          <h2 id={`sittings-${community}`}>{say('mySittings')}</h2>
          <Sittings community={community} />
        </section>
      ))}
      <section aria-labelledby="notices">
        <h2 id="notices">{say('notices')}</h2>
        <Notices />
      </section>
      <section aria-labelledby="votes">
        <h2 id="votes">{say('myVotes')}</h2>
        <MyVotes />
      </section>
    </>
  );
}
