import type { Decision, RuleSet } from '../api/answers';
import { useWords } from '../frame/i18n';

/** The steps of a matter in their order: passed, under way, still to come. */
export function Track({ decision, ruleSet }: Readonly<{ decision: Decision; ruleSet: RuleSet }>) {
  const { say, pick } = useWords();
  return (
    <ol className="track" aria-label={say('track')}>
      {ruleSet.steps.map(({ key, title }) => {
        const ended = decision.steps.findLast(({ step }) => step === key);
        const current = decision.step === key;
        const state = current ? 'now' : ended === undefined ? 'ahead' : ended.carried ? 'done' : 'notPassed';
        return (
          <li key={key} {...(current && { 'aria-current': 'step' })}>
            {pick(title)} <br />
            <small>{say(state)}</small>
          </li>
        );
      })}
    </ol>
  );
}
