import { Link } from 'react-router';
import { useWords } from './i18n';

/** An address that leads nowhere, with the way back. */
export function Lost() {
  const { say } = useWords();
  return (
    <>
      <h1>{say('notFound')}</h1>
      <Link to="/">{say('home')}</Link>
    </>
  );
}
