import { Link } from 'react-router';
import { ActList } from '../act/act-list';
import type { Decision, RuleSet } from '../api/answers';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { actsOf } from './acts';

/** What may be done with a matter now, and of what may not yet why. */
export function NextSteps({ decision, ruleSet }: Readonly<{ decision: Decision; ruleSet: RuleSet }>) {
  const { say } = useWords();
  const { person, today } = useOwn();
  const meets = ruleSet.steps.find(({ key }) => key === decision.step)?.kind === 'meeting';
  return (
    <section aria-labelledby="next">
      <h2 id="next">{say('nextSteps')}</h2>
      <p>{say('nextHint')}</p>
      <ul className="plain">
        {meets && (
          <li className="row">
            <span className="grow">
              <strong>{say('convene')}</strong>
            </span>
            <Link to={`/workbench/${decision.community}/convene?matter=${decision.decision}`}>
              {say('convene')}
            </Link>
          </li>
        )}
        <ActList
          acts={actsOf(decision, ruleSet, person, today)}
          state={[decision.step, decision.phase, today]}
        />
      </ul>
    </section>
  );
}
