import { Button, Form, InputNumber } from 'antd';
import type { Ballot, Counts } from '../api/answers';
import { useGiving } from '../api/giving';
import { Failed } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';

const kinds = ['yes', 'no', 'abstain', 'spoiled'] as const;

/** Hands or papers: the teller enters what was counted, the scrutineer confirms it. */
export function CountsOf({ ballot }: Readonly<{ ballot: Ballot }>) {
  const { say } = useWords();
  const { person } = useOwn();
  const { run, busy, tries, failed } = useGiving();
  const at = { id: ballot.decision, ballot: String(ballot.number) };
  return (
    <div>
      <p role="status">{say('countsWait')}</p>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      {person === ballot.teller && !ballot.countsEntered && (
        <Form<Counts>
          name={`counts-${ballot.ballot}`}
          layout="inline"
          requiredMark={false}
          initialValues={{ yes: ballot.present.length, no: 0, abstain: 0, spoiled: 0 }}
          onFinish={(counts) =>
            void run({ path: '/api/decisions/{id}/ballots/{ballot}/counts', at, body: { counts } })
          }
        >
          {kinds.map((kind) => (
            <Form.Item key={kind} name={kind} label={say(kind)}>
              <InputNumber min={0} precision={0} />
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('enterCounts')}
          </Button>
        </Form>
      )}
      {person === ballot.scrutineer && ballot.countsEntered && (
        <Button
          type="primary"
          loading={busy}
          onClick={() => void run({ path: '/api/decisions/{id}/ballots/{ballot}/counts/confirmation', at })}
        >
          {say('confirmCounts')}
        </Button>
      )}
      {ballot.countsEntered && (
        <Button
          danger
          loading={busy}
          onClick={() => void run({ path: '/api/decisions/{id}/ballots/{ballot}/closing', at })}
        >
          {say('closeBallot')}
        </Button>
      )}
    </div>
  );
}
