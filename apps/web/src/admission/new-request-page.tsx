import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { fenOf } from '../act/act-form';
import type { Place } from '../api/answers';
import { useGiving } from '../api/giving';
import { useReading } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOffices } from './offices';

type Filled = Readonly<{
  kind: string;
  title: string;
  basis: string;
  content: string;
  powers: string;
  people: string;
  from: string;
  until: string;
  hoursPerMonth: number;
  communities: readonly string[];
  pays: boolean;
  dueOn?: string;
  amount?: string;
  freeBecause?: string;
  timesPerYear?: number;
  platform?: string;
}>;

const kinds = [
  ['task', '工作任务', 'task'],
  ['bodyOrPlaque', '机构或牌子', 'body or plaque'],
  ['assessment', '考核评比', 'assessment'],
  ['ledgerOrForm', '台账表格', 'ledger or form'],
  ['survey', '调查', 'survey'],
  ['trainingOrMeeting', '培训或会议', 'training or meeting'],
] as const;

/** A request from the draft: legal basis, authority, people and money, or why it costs the community nothing. */
export function NewRequestPage() {
  const [search] = useSearchParams();
  const { say, pick } = useWords();
  const offices = useOffices();
  const navigate = useNavigate();
  const { run, busy, tries, failed } = useGiving();
  const [form] = Form.useForm<Filled>();
  const pays = Form.useWatch('pays', form);
  const kind = Form.useWatch('kind', form);
  const places =
    useReading<Readonly<{ communities: readonly Pick<Place, 'id' | 'name'>[] }>>('communities?limit=200');
  if (offices.isError) return <Failed error={offices.error} again={() => void offices.refetch()} />;
  if (places.isError) return <Failed error={places.error} again={() => void places.refetch()} />;
  if (offices.isPending || places.isPending) return <Loading />;
  const asked = search.get('department');
  const department = offices.data.find(
    ({ id, kind }) => kind === 'department' && (asked === null || id === asked),
  );
  if (department === undefined) return <p role="alert">{say('noDesk')}</p>;

  const finish = async ({
    pays: paid,
    dueOn,
    amount,
    freeBecause,
    timesPerYear,
    platform,
    ...filled
  }: Filled): Promise<void> => {
    const payments = paid
      ? filled.communities.map((community) => ({ community, dueOn, amountFen: fenOf(String(amount)) }))
      : [];
    const application = {
      ...{ ...filled, district: department.parent, department: department.id, payments },
      ...{
        freeBecause: paid ? null : (freeBecause ?? null),
        timesPerYear: timesPerYear ?? null,
        platform: platform ?? null,
        ownAssessment: null,
        urgentBecause: null,
      },
    };
    const recorded = await run({ path: '/api/admission-requests', body: { application } });
    if (recorded !== undefined) await navigate(`/admissions/${recorded.id}`);
  };
  const needed = [{ required: true, message: say('required') }];
  const text = (name: keyof Filled, label: string, rows?: number) => (
    <Form.Item name={name} label={label} rules={needed}>
      {rows === undefined ? <Input /> : <Input.TextArea rows={rows} />}
    </Form.Item>
  );
  return (
    <>
      <h1>{say('newRequest')}</h1>
      <p>{department.name}</p>
      <Form<Filled>
        form={form}
        name="request"
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'task', pays: true, hoursPerMonth: 20 }}
        onFinish={(filled) => void finish(filled)}
        style={{ maxWidth: 720 }}
      >
        <Form.Item name="kind" label={say('kindOfTask')} rules={needed}>
          <Select options={kinds.map(([value, zh, en]) => ({ value, label: pick({ zh, en }) }))} />
        </Form.Item>
        {kind === 'trainingOrMeeting' && (
          <Form.Item name="timesPerYear" label={say('timesPerYear')} rules={needed}>
            <InputNumber min={1} max={366} precision={0} />
          </Form.Item>
        )}
        {kind === 'ledgerOrForm' && text('platform', say('platform'))}
        {text('title', say('title'))}
        {text('basis', say('basisOfTask'))}
        {text('content', say('content'), 3)}
        {text('powers', say('powers'), 2)}
        {text('people', say('peopleOfTask'), 2)}
        <Form.Item name="from" label={say('termFrom')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={say('termUntil')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="hoursPerMonth" label={say('hoursPerMonth')} rules={needed}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
        <Form.Item name="communities" label={say('communities')} rules={needed}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={places.data.communities.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="pays" valuePropName="checked">
          <Checkbox>{say('paysCommunity')}</Checkbox>
        </Form.Item>
        {pays ? (
          <>
            <Form.Item name="amount" label={say('amountEach')} rules={needed}>
              <InputNumber min="0.01" precision={2} stringMode style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="dueOn" label={say('payBy')} rules={needed}>
              <Input type="date" />
            </Form.Item>
          </>
        ) : (
          text('freeBecause', say('freeBecause'), 2)
        )}
        <Waiting tries={tries} />
        {failed !== undefined && <Failed error={failed} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {say('saveDraft')}
        </Button>
      </Form>
    </>
  );
}
