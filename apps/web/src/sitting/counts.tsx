import { Button, Form, InputNumber } from 'antd';
import type { Ballot, Counts } from '../api/answers';
import { useGiving } from '../api/giving';
import { Failed } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';

const kinds = ['yes', 'no', 'abstain', 'spoiled'] as const;

type Filled = Counts & Readonly<{ options?: readonly number[] }>;

/** Of a ballot on options `yes` is the number of valid papers. */
const countsIn = ({ kind, options: names }: Ballot, { options = [], ...counts }: Filled): object =>
  kind === 'yesNo'
    ? counts
    : { ...counts, options: Object.fromEntries(names.map((name, index) => [name, options[index] ?? 0])) };

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
        <Form<Filled>
          name={`counts-${ballot.ballot}`}
          layout="inline"
          requiredMark={false}
          initialValues={{ yes: ballot.present.length, no: 0, abstain: 0, spoiled: 0 }}
          onFinish={(filled) =>
            void run({
              path: '/api/decisions/{id}/ballots/{ballot}/counts',
              at,
              body: { counts: countsIn(ballot, filled) },
            })
          }
        >
          {kinds.map((kind) => (
            <Form.Item
              key={kind}
              name={kind}
              label={say(kind === 'yes' && ballot.kind !== 'yesNo' ? 'validPapers' : kind)}
              hidden={kind === 'no' && ballot.kind !== 'yesNo'}
            >
              <InputNumber min={0} precision={0} />
            </Form.Item>
          ))}
          {ballot.kind !== 'yesNo' &&
            ballot.options.map((option, index) => (
              <Form.Item key={option} name={['options', index]} label={option} initialValue={0}>
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
