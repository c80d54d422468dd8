import { Button, Form, Select } from 'antd';
import { Link } from 'react-router';
import type { AgendaItem, Ballot, Decision, RuleSet, Sitting } from '../api/answers';
import { useGiving } from '../api/giving';
import { useDecision, useNames, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords, type Word } from '../frame/i18n';
import { Plan } from '../matter/plan';
import { Result } from '../matter/results';
import { useOwn } from '../session/session';
import { CountsOf } from './counts';

const formWords = {
  hands: 'formHands',
  named: 'formNamed',
  secretPaper: 'formSecretPaper',
} as const satisfies Record<string, Word>;

type Opening = Readonly<{ form: Ballot['form']; teller: string; scrutineer: string }>;

function OpenBallot({
  sitting,
  item,
  decision,
  ruleSet,
}: Readonly<{ sitting: Sitting; item: AgendaItem; decision: Decision; ruleSet: RuleSet }>) {
  const { say } = useWords();
  const names = useNames(sitting.community);
  const { run, busy, tries, failed } = useGiving();
  const forms = ruleSet.steps.find(({ key }) => key === item.step)?.ballotForms ?? ['hands'];
  const persons = [...new Set([...sitting.supervision, ...sitting.present])];
  const options = persons.map((person) => ({
    value: person,
    label: names.data?.get(person) ?? say('nobody'),
  }));
  const [teller, scrutineer] = sitting.supervision;
  const open = (filled: Opening) =>
    run({
      path: '/api/decisions/{id}/ballots',
      at: { id: decision.decision },
      body: { ...filled, sitting: sitting.sitting, step: item.step },
    });
  const needed = [{ required: true, message: say('required') }];
  return (
    <Form<Opening>
      name={`open-${item.decision}`}
      layout="vertical"
      requiredMark={false}
      initialValues={{ form: forms.includes('named') ? 'named' : forms[0], teller, scrutineer }}
      onFinish={(filled) => void open(filled)}
      style={{ maxWidth: 480 }}
    >
      <Form.Item name="form" label={say('ballotForm')} rules={needed}>
        <Select options={forms.map((form) => ({ value: form, label: say(formWords[form]) }))} />
      </Form.Item>
      <Form.Item name="teller" label={say('teller')} rules={needed}>
        <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="scrutineer" label={say('scrutineer')} rules={needed}>
        <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      <Button type="primary" htmlType="submit" loading={busy}>
        {say('openBallot')}
      </Button>
    </Form>
  );
}

function PaperVote({
  ballot,
  missing,
}: Readonly<{ ballot: Ballot; missing: readonly Readonly<{ value: string; label: string }>[] }>) {
  const { say } = useWords();
  const { run, busy, tries, failed } = useGiving();
  const [form] = Form.useForm<Readonly<{ person: string; choice: 'yes' | 'no' | 'abstain' }>>();
  const enter = async ({ person, choice }: { person: string; choice: string }): Promise<void> => {
    const recorded = await run({
      path: '/api/decisions/{id}/ballots/{ballot}/paper-votes',
      at: { id: ballot.decision, ballot: String(ballot.number) },
      body: { person, paper: { kind: 'yesNo', choice } },
    });
    if (recorded !== undefined) form.resetFields();
  };
  const needed = [{ required: true, message: say('required') }];
  return (
    <Form
      form={form}
      name={`paper-${ballot.ballot}`}
      layout="inline"
      requiredMark={false}
      onFinish={(filled) => void enter(filled)}
    >
      <Form.Item name="person" label={say('paperVote')} rules={needed}>
        <Select options={[...missing]} showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 160 }} />
      </Form.Item>
      <Form.Item name="choice" label={say('yourVote')} rules={needed}>
        <Select
          options={(['yes', 'no', 'abstain'] as const).map((one) => ({ value: one, label: say(one) }))}
          style={{ minWidth: 110 }}
        />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {say('enterPaper')}
      </Button>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
    </Form>
  );
}

function OpenNow({ ballot, sitting }: Readonly<{ ballot: Ballot; sitting: Sitting }>) {
  const { say } = useWords();
  const { person } = useOwn();
  const names = useNames(sitting.community);
  const { run, busy, tries, failed } = useGiving();
  const nameOf = (one: string): string => names.data?.get(one) ?? say('nobody');
  const at = { id: ballot.decision, ballot: String(ballot.number) };
  const counts = [ballot.teller, ballot.scrutineer].includes(person);
  return (
    <div>
      {ballot.form === 'named' && (
        <>
          <p role="status">
            <strong>
              {say('votedOf', {
                voted: ballot.voted.length,
                due: ballot.voted.length + ballot.missing.length,
              })}
            </strong>
          </p>
          {ballot.present.includes(person) && ballot.own === null && (
            <p>
              <Link to={`/matters/${ballot.decision}/ballots/${ballot.number}`}>
                <strong>{say('voteNow')}</strong>
              </Link>
            </p>
          )}
          {ballot.missing.length > 0 && (
            <details>
              <summary>{say('notVoted')}</summary>
              <p>{ballot.missing.map(nameOf).join('、')}</p>
            </details>
          )}
          {counts && (
            <PaperVote
              ballot={ballot}
              missing={ballot.missing.map((one) => ({ value: one, label: nameOf(one) }))}
            />
          )}
          <Waiting tries={tries} />
          {failed !== undefined && <Failed error={failed} />}
          <Button
            danger
            loading={busy}
            onClick={() => void run({ path: '/api/decisions/{id}/ballots/{ballot}/closing', at })}
          >
            {say('closeBallot')}
          </Button>
        </>
      )}
      {ballot.form !== 'named' && <CountsOf ballot={ballot} />}
    </div>
  );
}

/** One matter of the agenda: its plan on the screen, its ballot from the opening to the result. */
export function Item({ sitting, item }: Readonly<{ sitting: Sitting; item: AgendaItem }>) {
  const decision = useDecision(item.decision);
  const ruleSet = useRuleSet(decision.data?.ruleSet);
  if (decision.isError) return <Failed error={decision.error} again={() => void decision.refetch()} />;
  if (decision.isPending || !ruleSet.isSuccess) return <Loading />;
  const ballot = sitting.ballots.findLast((one) => one.decision === item.decision && one.step === item.step);
  return (
    <article>
      <h3>
        <Link to={`/matters/${item.decision}`}>{decision.data.title}</Link>
      </h3>
      <Plan decision={decision.data} version={item.planVersion} />
      {ballot === undefined && sitting.status === 'open' && (
        <OpenBallot sitting={sitting} item={item} decision={decision.data} ruleSet={ruleSet.data} />
      )}
      {ballot?.open && <OpenNow ballot={ballot} sitting={sitting} />}
      {ballot !== undefined && !ballot.open && <Result ballot={ballot} ruleSet={ruleSet.data} />}
    </article>
  );
}
