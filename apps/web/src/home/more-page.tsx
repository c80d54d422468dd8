import { Link } from 'react-router';
import { useWords } from '../frame/i18n';

/** The pages that are not needed every day. */
export function MorePage() {
  const { say } = useWords();
  return (
    <>
      <h1>{say('more')}</h1>
      <ul className="plain">
        <li>
          <Link to="/admissions">{say('admissions')}</Link>
        </li>
        <li>
          <Link to="/district">{say('district')}</Link>
        </li>
        <li>
          <Link to="/verify">{say('verify')}</Link>
        </li>
        <li>
          <Link to="/rules">{say('rules')}</Link>
        </li>
        <li>
          <Link to="/system">{say('system')}</Link>
        </li>
      </ul>
    </>
  );
}
