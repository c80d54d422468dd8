import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { upload } from '../api/client';
import { useGiving } from '../api/giving';
import { Failed } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { bodyOf, type Act, type Field } from './act';

function Filling({ field }: Readonly<{ field: Field }>) {
  const { say, pick } = useWords();
  const label = pick(field.label);
  const rules = field.value === '' ? [] : [{ required: true, message: say('required') }];
  if (field.kind === 'file')
    return (
      <Form.Item
        name={field.name}
        label={label}
        rules={rules}
        valuePropName="none"
        getValueFromEvent={(event: { target: HTMLInputElement }) => event.target.files?.[0]}
      >
        <input type="file" aria-label={label} />
      </Form.Item>
    );
  return (
    <Form.Item name={field.name} label={label} rules={rules}>
      {field.kind === 'long' ? (
        <Input.TextArea rows={3} />
      ) : field.kind === 'day' ? (
        <Input type="date" />
      ) : field.kind === 'choice' ? (
        <Select
          options={(field.choices ?? []).map(({ value, label: text }) => ({ value, label: pick(text) }))}
        />
      ) : field.kind === 'percent' ? (
        <InputNumber min={0} max={100} precision={0} />
      ) : field.kind === 'number' ? (
        <InputNumber min={0} precision={0} />
      ) : field.kind === 'yuan' ? (
        <InputNumber min={0.01} precision={2} stringMode />
      ) : (
        <Input />
      )}
    </Form.Item>
  );
}

/** Yuan as typed ("12.50") in fen, by digits. */
export const fenOf = (yuan: string): number => {
  const [whole = '0', part = ''] = yuan.split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2));
};

/** The form of an act; what it refuses stands above the button. */
export function ActForm({ act, done }: Readonly<{ act: Act; done: () => void }>) {
  const { say, pick } = useWords();
  const { run, busy, tries, failed } = useGiving();
  const [unsent, setUnsent] = useState<unknown>();
  const initial = Object.fromEntries(act.fields.map(({ name, value }) => [name, value]));

  const finish = async (typed: Readonly<Record<string, unknown>>): Promise<void> => {
    setUnsent(undefined);
    try {
      const filled: Record<string, unknown> = { ...typed };
      for (const { name, kind } of act.fields) {
        if (kind === 'yuan') filled[name] = fenOf(String(typed[name]));
        if (kind === 'file') filled[name] = await upload(typed[name] as File);
      }
      const body = await bodyOf(act, filled);
      if ((await run({ path: act.path, at: act.at, body })) !== undefined) done();
    } catch (error) {
      setUnsent(error);
    }
  };
  return (
    <Form
      name={act.key}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(typed: Record<string, unknown>) => void finish(typed)}
    >
      {act.fields.map((field) => (
        <Filling key={field.name} field={field} />
      ))}
      <Waiting tries={tries} />
      {(failed ?? unsent) !== undefined && <Failed error={failed ?? unsent} />}
      <Button type="primary" htmlType="submit" loading={busy}>
        {act.fields.length === 0 ? pick(act.title) : say('doIt')}
      </Button>
    </Form>
  );
}
