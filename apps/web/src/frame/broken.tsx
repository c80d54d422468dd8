import { useRouteError } from 'react-router';
import { useWords } from './i18n';

/** A page that could not be drawn: a fault of ours. It says so, and what still works. */
export function Broken() {
  const { say } = useWords();
  const error = useRouteError();
  return (
    <main style={{ padding: 16 }}>
      <h1>{say('broken')}</h1>
      <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
      <p>
        <a href="/app">{say('home')}</a> · <a href="/">{say('publicPages')}</a>
      </p>
    </main>
  );
}
