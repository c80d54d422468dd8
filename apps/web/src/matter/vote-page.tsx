import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useGiving } from '../api/giving';
import { useDecision } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { Plan } from './plan';

const choices = ['yes', 'no', 'abstain'] as const;
type Choice = (typeof choices)[number];

/** A vote in two taps. It counts as given only when the answer says so; the same vote sent twice is one. */
export function VotePage() {
  const { id, ballot: number } = useParams();
  const { say } = useWords();
  const { person } = useOwn();
  const decision = useDecision(id);
  const [choice, setChoice] = useState<Choice>();
  const [receipt, setReceipt] = useState<string>();
  const { run, busy, tries, failed } = useGiving();
  if (decision.isPending) return <Loading />;
  if (decision.isError) return <Failed error={decision.error} again={() => void decision.refetch()} />;
  const ballot = decision.data.ballots.find((one) => String(one.number) === number);
  const given = ballot?.own?.paper.choice;

  const vote = async (chosen: Choice): Promise<void> => {
    const recorded = await run(
      {
        path: '/api/decisions/{id}/ballots/{ballot}/votes',
        at: { id: id ?? '', ballot: number ?? '' },
        body: { paper: { kind: 'yesNo', choice: chosen } },
      },
      `vote-${chosen}`,
    );
    if (recorded !== undefined) setReceipt(recorded.position);
  };

  return (
    <>
      <h1>{decision.data.title}</h1>
      <Plan decision={decision.data} {...(ballot && { version: ballot.planVersion })} />
      <section aria-labelledby="vote">
        <h2 id="vote">{say('yourVote')}</h2>
        <Waiting tries={tries} />
        {failed !== undefined && <Failed error={failed} />}
        {given !== undefined ? (
          <Alert
            type="success"
            role="status"
            showIcon
            title={say('voteRecorded', { choice: say(given) })}
            description={
              <>
                {receipt !== undefined && <div>{say('receipt', { position: receipt })}</div>}
                <div>{say('receiptHint')}</div>
              </>
            }
          />
        ) : ballot === undefined || !ballot.open ? (
          <Alert type="info" title={say('voteClosed')} />
        ) : !ballot.present.includes(person) ? (
          <Alert type="info" title={say('notOnRoll')} />
        ) : choice === undefined ? (
          <>
            <p>{say('voteHint')}</p>
            <div className="choices">
              {choices.map((one) => (
                <Button key={one} onClick={() => setChoice(one)}>
                  {say(one)}
                </Button>
              ))}
            </div>
          </>
        ) : (
          <div className="choices" role="group" aria-label={say('chosen', { choice: say(choice) })}>
            <Button type="primary" autoFocus loading={busy} onClick={() => void vote(choice)}>
              {say('confirmVote', { choice: say(choice) })}
            </Button>
            <Button disabled={busy} onClick={() => setChoice(undefined)}>
              {say('chooseAgain')}
            </Button>
          </div>
        )}
      </section>
      <p>
        <Link to={`/matters/${id}`}>{say('look')}</Link> · <Link to="/">{say('home')}</Link>
      </p>
    </>
  );
}
