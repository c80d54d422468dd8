import { Alert, Button, Empty, Spin } from 'antd';
import { Refused } from '../api/client';
import { useWords } from './i18n';

/** While something is read. */
export function Loading() {
  const { say } = useWords();
  return (
    <div role="status" style={{ padding: 32, textAlign: 'center' }}>
      <Spin /> <span>{say('loading')}</span>
    </div>
  );
}

/** What was refused or did not come: what is wrong, by which article, what to do. */
export function Failed({ error, again }: Readonly<{ error: unknown; again?: () => void }>) {
  const { say, pick } = useWords();
  const refused = error instanceof Refused ? error : undefined;
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      style={{ margin: '16px 0' }}
      title={refused ? pick(refused.text) : say('failed')}
      description={refused?.article === undefined ? undefined : say('article', { article: refused.article })}
      action={again && <Button onClick={again}>{say('tryAgain')}</Button>}
    />
  );
}

/** Where there is nothing, and what to do about it. */
export const Nothing = ({ text }: Readonly<{ text: string }>) => (
  <Empty image={null} styles={{ image: { display: 'none' } }} description={text} />
);
