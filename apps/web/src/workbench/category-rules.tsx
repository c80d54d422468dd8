import type { RuleSet } from '../api/answers';
import { useWords } from '../frame/i18n';

/** How a matter of a category goes, step by step, with the source of each number. */
export function CategoryRules({
  ruleSet,
  category,
  closed = false,
}: Readonly<{ ruleSet: RuleSet; category: string; closed?: boolean }>) {
  const { say, pick } = useWords();
  const found = ruleSet.categories.find(({ key }) => key === category);
  if (found === undefined) return null;
  return (
    <details open={!closed}>
      <summary>{say('categoryRules')}</summary>
      <p>{say('article', { article: found.source })}</p>
      <ol>
        {ruleSet.steps.map(({ key, kind, title, notice, quorum, majority }) => (
          <li key={key}>
            {pick(title)}
            {kind === 'meeting' && (
              <>
                {'：'}
                {say(notice.counting === 'working' ? 'noticeRuleWorking' : 'noticeRule', {
                  days: notice.days,
                })}
                {quorum && `；${say('quorumRule', { num: quorum.fraction.num, den: quorum.fraction.den })}`}
                {majority &&
                  `；${say('majorityRule', { num: majority.fraction.num, den: majority.fraction.den })}`}{' '}
                <small>〔{[quorum?.source, majority?.source].filter(Boolean).join('；')}〕</small>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
