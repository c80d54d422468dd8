import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate, useParams } from 'react-router';
import type { RuleSet } from '../api/answers';
import { useGiving } from '../api/giving';
import { usePlace, useReading, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { fenOf } from '../act/act-form';
import { useOwn } from '../session/session';
import { CategoryRules } from './category-rules';

type Filled = Readonly<{
  ruleSet: string;
  category: string;
  initiative: string;
  title: string;
  plan: string;
  costs?: boolean;
  line?: string;
  purpose?: string;
  amount?: string;
  payeeRule?: string;
}>;

/** A matter from a form that knows what its category asks for; what is refused is said with its article. */
export function OpenMatterPage() {
  const { community } = useParams();
  const { say, pick } = useWords();
  const { today } = useOwn();
  const navigate = useNavigate();
  const { run, busy, tries, failed } = useGiving();
  const [form] = Form.useForm<Filled>();
  const place = usePlace(community);
  const all = useReading<Readonly<{ ruleSets: readonly RuleSet[] }>>('rule-sets');
  const chosen = Form.useWatch('ruleSet', form);
  const kind = place.data?.kind === 'village' ? 'village' : 'city';
  const inForce = all.data?.ruleSets.filter(
    ({ id, effectiveFrom, effectiveUntil = '9999-12-31' }) =>
      id.startsWith(kind) && effectiveFrom <= today && today <= effectiveUntil,
  );
  const ruleSet = useRuleSet(chosen ?? inForce?.[0]?.id);
  const category = Form.useWatch('category', form);
  const costs = Form.useWatch('costs', form);
  const fund = Form.useWatch('line', form);
  if (place.isError) return <Failed error={place.error} again={() => void place.refetch()} />;
  if (all.isError) return <Failed error={all.error} again={() => void all.refetch()} />;
  if (place.isPending || inForce === undefined || !ruleSet.isSuccess) return <Loading />;
  const purposes = place.data.fundLines.find(({ line }) => line === fund)?.purposes ?? [];

  const finish = async ({
    costs: paid,
    line,
    purpose,
    amount,
    payeeRule,
    ...filled
  }: Filled): Promise<void> => {
    const money = paid ? { line, purpose, payeeRule, amountFen: fenOf(String(amount)) } : null;
    const recorded = await run({ path: '/api/decisions', body: { ...filled, community, money } });
    if (recorded !== undefined) await navigate(`/matters/${recorded.id}`);
  };
  const needed = [{ required: true, message: say('required') }];
  return (
    <>
      <h1>{say('openMatter')}</h1>
      <Form<Filled>
        form={form}
        name="matter"
        layout="vertical"
        requiredMark={false}
        initialValues={{ ruleSet: inForce[0]?.id, initiative: 'residents' }}
        onFinish={(filled) => void finish(filled)}
        style={{ maxWidth: 720 }}
      >
        <Form.Item name="ruleSet" label={say('ruleSet')} rules={needed} hidden={inForce.length < 2}>
          <Select options={inForce.map(({ id, title }) => ({ value: id, label: pick(title) }))} />
        </Form.Item>
        <Form.Item name="category" label={say('category')} rules={needed}>
          <Select
            options={ruleSet.data.categories.map(({ key, title }) => ({ value: key, label: pick(title) }))}
          />
        </Form.Item>
        {category !== undefined && <CategoryRules ruleSet={ruleSet.data} category={category} />}
        <Form.Item name="initiative" label={say('initiative')} rules={needed}>
          <Select
            options={[
              { value: 'residents', label: say('initiativeResidents') },
              { value: 'members', label: say('initiativeMembers') },
              { value: 'cadres', label: say('initiativeCadres') },
              { value: 'higherAuthority', label: say('initiativeHigher') },
            ]}
          />
        </Form.Item>
        <Form.Item name="title" label={say('title')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="plan" label={say('plan')} rules={needed}>
          <Input.TextArea rows={5} maxLength={20_000} />
        </Form.Item>
        <Form.Item name="costs" valuePropName="checked">
          <Checkbox>{say('needsMoney')}</Checkbox>
        </Form.Item>
        {costs && (
          <>
            <Form.Item name="line" label={say('fundLine')} rules={needed}>
              <Select
                options={place.data.fundLines.map(({ line, title }) => ({ value: line, label: title }))}
              />
            </Form.Item>
            <Form.Item name="purpose" label={say('purpose')} rules={needed}>
              <Select options={purposes.map((purpose) => ({ value: purpose, label: purpose }))} />
            </Form.Item>
            <Form.Item name="amount" label={say('amountYuan')} rules={needed}>
              <InputNumber min="0.01" precision={2} stringMode style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="payeeRule" label={say('payeeRule')} rules={needed}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
        <Waiting tries={tries} />
        {failed !== undefined && <Failed error={failed} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {say('openMatter')}
        </Button>
      </Form>
    </>
  );
}
