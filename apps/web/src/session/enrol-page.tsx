import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { holdToken, post, type Session } from '../api/client';
import { Failed } from '../frame/states';
import { useWords } from '../frame/i18n';
import { numberOf } from './number';
import { rememberPerson } from './session';

type Filled = Readonly<{ number?: string; code: string; password: string }>;

/** The slip's QR code leads here with person and code behind the #, which no server sees. */
const scanned = (): Readonly<{ person: string; code: string }> | undefined => {
  const [, person, code] = /^#([0-9a-f-]{36})\.([\w-]+)$/.exec(window.location.hash) ?? [];
  return person === undefined || code === undefined ? undefined : { person, code };
};

/** A first password, or a new one, by the code of a slip. */
export function EnrolPage() {
  const { say } = useWords();
  const [slip] = useState(scanned);
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();

  const finish = async ({ number, code, password }: Filled): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      const who = slip === undefined ? numberOf(number ?? '') : { person: slip.person };
      const body = { ...who, code, password };
      const session = await post<Session>({ path: '/api/session/enrolment', body });
      holdToken(session);
      rememberPerson(session.person);
      await queries.resetQueries();
      await navigate('/', { replace: true });
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };

  const needed = [{ required: true, message: say('required') }];
  return (
    <>
      <h1>{say('enrol')}</h1>
      <p>{say('enrolHint')}</p>
      {failed !== undefined && <Failed error={failed} />}
      <Form<Filled>
        layout="vertical"
        requiredMark={false}
        initialValues={slip === undefined ? {} : { code: slip.code }}
        onFinish={(filled) => void finish(filled)}
        style={{ maxWidth: 480 }}
      >
        {slip === undefined && (
          <Form.Item name="number" label={say('document')} extra={say('documentHint')} rules={needed}>
            <Input autoComplete="username" autoCapitalize="characters" />
          </Form.Item>
        )}
        <Form.Item name="code" label={say('code')} rules={needed}>
          <Input autoComplete="one-time-code" autoCapitalize="characters" />
        </Form.Item>
        <Form.Item name="password" label={say('passwordNew')} extra={say('passwordHint')} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('enrolDo')}
        </Button>
      </Form>
    </>
  );
}
