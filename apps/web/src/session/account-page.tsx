import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../api/client';
import { Failed } from '../frame/states';
import { useWords } from '../frame/i18n';
import { useOwn } from './session';

/** The own account: password, and the ways out. */
export function AccountPage() {
  const { say } = useWords();
  const { me } = useOwn();
  const { message } = App.useApp();
  const [failed, setFailed] = useState<unknown>();
  const [form] = Form.useForm<Readonly<{ old: string; password: string }>>();
  const queries = useQueryClient();
  const navigate = useNavigate();

  const out = async (
    path: '/api/session/signing-out' | '/api/session/signing-out-everywhere',
  ): Promise<void> => {
    try {
      await post({ path });
      queries.clear();
      await navigate('/sign-in', { replace: true });
    } catch (error) {
      setFailed(error);
    }
  };
  const change = async (filled: object): Promise<void> => {
    setFailed(undefined);
    try {
      await post({ path: '/api/session/password', body: filled });
      form.resetFields();
      void message.success(say('changed'));
    } catch (error) {
      setFailed(error);
    }
  };
  const needed = [{ required: true, message: say('required') }];
  return (
    <>
      <h1>{me.name ?? say('account')}</h1>
      {failed !== undefined && <Failed error={failed} />}
      <div className="row">
        <Button onClick={() => void out('/api/session/signing-out')}>{say('signOut')}</Button>
        <Button onClick={() => void out('/api/session/signing-out-everywhere')}>
          {say('signOutEverywhere')}
        </Button>
      </div>
      <h2>{say('changePassword')}</h2>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(filled) => void change(filled)}
        style={{ maxWidth: 480 }}
      >
        <Form.Item name="old" label={say('passwordOld')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={say('passwordNew')} extra={say('passwordHint')} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {say('changePassword')}
        </Button>
      </Form>
    </>
  );
}
