import { Alert } from 'antd';
import { useWords } from './i18n';

/** What is under way while a command has no answer yet: it says that nothing is recorded, for nothing may be. */
export function Waiting({ tries }: Readonly<{ tries: number }>) {
  const { say } = useWords();
  return (
    <div aria-live="polite">
      {tries > 0 && <Alert type="warning" showIcon title={say('notRecordedYet', { n: tries })} />}
    </div>
  );
}
