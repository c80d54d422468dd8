import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { holdToken, post, type Session } from '../api/client';
import { Failed } from '../frame/states';
import { useWords } from '../frame/i18n';
import { lastPerson, rememberPerson, useSession } from './session';
import { numberOf } from './number';

type Filled = Readonly<{ number?: string; password: string; keep?: boolean }>;

/** A link may name the account behind the #; whose it is cannot be read from it. */
const personIn = (hash: string): string | undefined =>
  /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(hash)?.[1];

/** Number and password; on a device that was used before the password alone. */
export function SignInPage() {
  const { say } = useWords();
  const [known, setKnown] = useState(() => personIn(window.location.hash) ?? lastPerson());
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();

  const session = useSession();

  const finish = async ({ number, password, keep = false }: Filled): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      const who = known === null ? numberOf(number ?? '') : { person: known };
      const session = await post<Session>({ path: '/api/session', body: { ...who, password, keep } });
      holdToken(session);
      rememberPerson(session.person);
      await queries.resetQueries();
      const { to } = (location.state ?? {}) as { to?: string };
      await navigate(to ?? '/', { replace: true });
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <h1>{say('signIn')}</h1>
      {session.data?.byProvider && (
        <p>
          <a href="/api/session/provider">{say('signInByProvider')}</a>
        </p>
      )}
      {failed !== undefined && <Failed error={failed} />}
      <Form<Filled>
        layout="vertical"
        requiredMark={false}
        onFinish={(filled) => void finish(filled)}
        style={{ maxWidth: 480 }}
      >
        {known === null ? (
          <Form.Item
            name="number"
            label={say('document')}
            extra={say('documentHint')}
            rules={[{ required: true, message: say('required') }]}
          >
            <Input autoComplete="username" inputMode="text" autoCapitalize="characters" />
          </Form.Item>
        ) : (
          <p>
            {say('rememberedHint')}{' '}
            <Button
              type="link"
              onClick={() => {
                rememberPerson(null);
                setKnown(null);
              }}
            >
              {say('notMe')}
            </Button>
          </p>
        )}
        <Form.Item
          name="password"
          label={say('password')}
          rules={[{ required: true, message: say('required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="keep" valuePropName="checked">
          <Checkbox>{say('keep')}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('signIn')}
        </Button>
      </Form>
      <p>
        <Link to="/enrol">{say('firstTime')}</Link>
      </p>
    </>
  );
}
