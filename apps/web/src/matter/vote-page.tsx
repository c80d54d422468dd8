import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Ballot, Paper } from '../api/answers';
import { useGiving } from '../api/giving';
import { useDecision } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords, type Say } from '../frame/i18n';
import { useOwn } from '../session/session';
import { Plan } from './plan';

/** What may stand on the paper of a ballot: its words, and the paper as it is sent. */
type Choice = Readonly<{ key: string; words: string; paper: Paper }>;

function choicesOf({ kind, options }: Ballot, say: Say): readonly Choice[] {
  if (kind === 'options')
    return options.map((option) => ({ key: option, words: option, paper: { kind, option } }));
  return (['yes', 'no', 'abstain'] as const).map((choice) => ({
    ...{ key: choice, words: say(choice) },
    paper: { kind: 'yesNo', choice },
  }));
}

const wordsOf = ({ choice, option, options }: Paper, say: Say): string =>
  choice === undefined ? (option ?? options?.join('、') ?? '') : say(choice);

/** As many names as there are seats, or fewer. */
function Choosing({ ballot, chosen }: Readonly<{ ballot: Ballot; chosen: (choice: Choice) => void }>) {
  const { say } = useWords();
  const [options, setOptions] = useState<readonly string[]>([]);
  return (
    <>
      <p>{say('chooseMost', { n: ballot.seats })}</p>
      <Checkbox.Group
        className="choices"
        value={[...options]}
        onChange={setOptions}
        options={ballot.options.map((option) => ({
          ...{ value: option, label: option },
          disabled: options.length >= ballot.seats && !options.includes(option),
        }))}
      />
      <Button
        type="primary"
        size="large"
        disabled={options.length === 0}
        onClick={() =>
          chosen({ key: options.join('|'), words: options.join('、'), paper: { kind: 'choose', options } })
        }
      >
        {say('goOn')}
      </Button>
    </>
  );
}

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
  const given = ballot?.own?.paper;

  const vote = async (chosen: Choice): Promise<void> => {
    const recorded = await run(
      {
        path: '/api/decisions/{id}/ballots/{ballot}/votes',
        at: { id: id ?? '', ballot: number ?? '' },
        body: { paper: chosen.paper },
      },
      `vote-${number}`,
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
            title={say('voteRecorded', { choice: wordsOf(given, say) })}
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
            {ballot.kind === 'choose' ? (
              <Choosing ballot={ballot} chosen={setChoice} />
            ) : (
              <div className="choices">
                {choicesOf(ballot, say).map((one) => (
                  <Button key={one.key} onClick={() => setChoice(one)}>
                    {one.words}
                  </Button>
                ))}
              </div>
            )}
          </>
        ) : (
          <div className="choices" role="group" aria-label={say('chosen', { choice: choice.words })}>
            <Button type="primary" autoFocus loading={busy} onClick={() => void vote(choice)}>
              {say('confirmVote', { choice: choice.words })}
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
