import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import {
  readVerifier,
  verifyBundle,
  verifyGrowth,
  type Bundle,
  type Finding,
  type GrowthFile,
} from '#audit/offline';
import { useWords } from '../frame/i18n';

type Filled = Readonly<{ file?: File; log: string; witnesses?: string }>;
type Judged = Readonly<{ name: string; findings: readonly Finding[] }> | Readonly<{ unread: string }>;

/** Verifies a bundle in this very browser, by the code of `siyi verify`; nothing leaves it. */
export function VerifyPage() {
  const { say } = useWords();
  const [judged, setJudged] = useState<Judged>();
  const verify = async ({ file, log, witnesses = '' }: Filled): Promise<void> => {
    try {
      const text = (await file?.text()) ?? '';
      const said = JSON.parse(text) as Bundle | GrowthFile;
      const of = witnesses
        .split(/[\s,]+/)
        .filter((one) => one !== '')
        .map(readVerifier);
      const trust = { log: readVerifier(log.trim()), policy: { n: of.length, of } };
      const findings =
        said.format === 'siyi-growth/1' ? verifyGrowth(said, trust) : verifyBundle(said, trust);
      setJudged({ name: file?.name ?? '', findings });
    } catch (error) {
      setJudged({ unread: (error as Error).message });
    }
  };
  const needed = [{ required: true, message: say('required') }];
  return (
    <>
      <h1>{say('verify')}</h1>
      <p>{say('verifyHint')}</p>
      <Form<Filled>
        name="verify"
        layout="vertical"
        requiredMark={false}
        onFinish={(filled) => void verify(filled)}
        style={{ maxWidth: 720 }}
      >
        <Form.Item
          name="file"
          label={say('bundle')}
          rules={needed}
          valuePropName="none"
          getValueFromEvent={(event: { target: HTMLInputElement }) => event.target.files?.[0]}
        >
          <input type="file" aria-label={say('bundle')} accept="application/json,.json" />
        </Form.Item>
        <Form.Item name="log" label={say('logKey')} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="witnesses" label={say('witnessKeys')}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {say('verify')}
        </Button>
      </Form>
      <div aria-live="polite" style={{ marginTop: 16 }}>
        {judged !== undefined && 'unread' in judged && (
          <Alert type="error" role="alert" showIcon title={say('unread')} description={judged.unread} />
        )}
        {judged !== undefined && 'findings' in judged && judged.findings.length === 0 && (
          <Alert type="success" role="status" showIcon title={say('nothingFound', { name: judged.name })} />
        )}
        {judged !== undefined && 'findings' in judged && judged.findings.length > 0 && (
          <Alert
            type="error"
            role="alert"
            showIcon
            title={say('findings', { n: judged.findings.length })}
            description={
              <ul>
                {judged.findings.map(({ name, where, what }) => (
                  <li key={`${name} ${where}`}>
                    {name} · {where} · {what}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </>
  );
}
