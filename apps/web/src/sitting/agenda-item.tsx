import { Button, Form, Input, InputNumber, Select } from 'antd';
import { Link } from 'react-router';
import type { AgendaItem, Ballot, Decision, Paper, RuleSet, Sitting } from '../api/answers';
import { useGiving } from '../api/giving';
import { useDecision, useNames, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords, type Say, type Word } from '../frame/i18n';
import { Plan } from '../matter/plan';
import { Result } from '../matter/results';
import { useOwn } from '../session/session';
import { CountsOf } from './counts';

const formWords = {
  hands: 'formHands',
  named: 'formNamed',
  secretPaper: 'formSecretPaper',
} as const satisfies Record<string, Word>;

type Opening = Readonly<{
  form: Ballot['form'];
  kind: Ballot['kind'];
  options?: string;
  seats?: number;
  teller: string;
  scrutineer: string;
}>;

function OpenBallot({
  sitting,
  item,
  decision,
  ruleSet,
}: Readonly<{ sitting: Sitting; item: AgendaItem; decision: Decision; ruleSet: RuleSet }>) {
  const { say } = useWords();
  const names = useNames(sitting.community);
  const { run, busy, tries, failed } = useGiving();
  const step = ruleSet.steps.find(({ key }) => key === item.step);
  const forms = step?.ballotForms ?? ['hands'];
  const kinds = step?.ballotKinds ?? ['yesNo'];
  const [form] = Form.useForm<Opening>();
  const kind = Form.useWatch('kind', form) ?? 'yesNo';
  const persons = [...new Set([...sitting.supervision, ...sitting.present])];
  const options = persons.map((person) => ({
    value: person,
    label: names.data?.get(person) ?? say('nobody'),
  }));
  const [teller, scrutineer] = sitting.supervision;
  const open = ({ options: lines = '', seats = 1, ...filled }: Opening) =>
    run({
      path: '/api/decisions/{id}/ballots',
      at: { id: decision.decision },
      body: {
        ...{ ...filled, sitting: sitting.sitting, step: item.step },
        ...(filled.kind === 'yesNo'
          ? {}
          : {
              options: lines
                .split('\n')
                .map((one) => one.trim())
                .filter(Boolean),
            }),
        ...(filled.kind === 'choose' ? { seats } : {}),
      },
    });
  const needed = [{ required: true, message: say('required') }];
  return (
    <Form<Opening>
      form={form}
      name={`open-${item.decision}`}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        form: forms.includes('named') ? 'named' : forms[0],
        kind: 'yesNo',
        seats: 1,
        teller,
        scrutineer,
      }}
      onFinish={(filled) => void open(filled)}
      style={{ maxWidth: 480 }}
    >
      <Form.Item name="form" label={say('ballotForm')} rules={needed}>
        <Select options={forms.map((form) => ({ value: form, label: say(formWords[form]) }))} />
      </Form.Item>
      <Form.Item name="kind" label={say('ballotKind')} rules={needed} hidden={kinds.length < 2}>
        <Select options={kinds.map((one) => ({ value: one, label: say(`kind_${one}`) }))} />
      </Form.Item>
      {kind !== 'yesNo' && (
        <Form.Item name="options" label={say('options')} extra={say('optionsHint')} rules={needed}>
          <Input.TextArea rows={4} />
        </Form.Item>
      )}
      {kind === 'choose' && (
        <Form.Item name="seats" label={say('seats')} rules={needed}>
          <InputNumber min={1} max={100} precision={0} />
        </Form.Item>
      )}
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

/** What a paper may say, beside spoiled: yes, no, abstain, or the options. */
function papersOf(
  { kind, options }: Ballot,
  say: Say,
): readonly Readonly<{ value: string; label: string }>[] {
  if (kind !== 'yesNo') return options.map((one) => ({ value: one, label: one }));
  return (['yes', 'no', 'abstain'] as const).map((one) => ({ value: one, label: say(one) }));
}

function paperOf({ kind }: Ballot, marks: readonly string[]): Paper {
  if (marks.length === 0) return { kind: 'spoiled' };
  if (kind === 'choose') return { kind, options: marks };
  if (kind === 'options') return { kind, ...(marks[0] !== undefined && { option: marks[0] }) };
  return { kind, choice: marks[0] as 'yes' };
}

type PaperFilled = Readonly<{ person: string; marks?: string | readonly string[] }>;

/** The paper of somebody who voted on paper, as it is read out; nothing marked is a spoiled one. */
function PaperVote({
  ballot,
  missing,
}: Readonly<{ ballot: Ballot; missing: readonly Readonly<{ value: string; label: string }>[] }>) {
  const { say } = useWords();
  const { run, busy, tries, failed } = useGiving();
  const [form] = Form.useForm<PaperFilled>();
  const enter = async ({ person, marks = [] }: PaperFilled): Promise<void> => {
    const recorded = await run({
      path: '/api/decisions/{id}/ballots/{ballot}/paper-votes',
      at: { id: ballot.decision, ballot: String(ballot.number) },
      body: { person, paper: paperOf(ballot, [marks].flat()) },
    });
    if (recorded !== undefined) form.resetFields();
  };
  return (
    <Form
      form={form}
      name={`paper-${ballot.ballot}`}
      layout="inline"
      requiredMark={false}
      onFinish={(filled) => void enter(filled)}
    >
      <Form.Item
        name="person"
        label={say('paperVote')}
        rules={[{ required: true, message: say('required') }]}
      >
        <Select options={[...missing]} showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 160 }} />
      </Form.Item>
      <Form.Item name="marks" label={say('marked')}>
        <Select
          allowClear
          placeholder={say('spoiled')}
          {...(ballot.kind === 'choose' ? { mode: 'multiple' as const } : {})}
          options={[...papersOf(ballot, say)]}
          style={{ minWidth: 130 }}
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
