import { Link, useParams } from 'react-router';
import type { RuleSet } from '../api/answers';
import { useReading, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { useWords } from '../frame/i18n';
import { CategoryRules } from '../workbench/category-rules';

function OneSet({ id }: Readonly<{ id: string }>) {
  const { say, pick } = useWords();
  const ruleSet = useRuleSet(id);
  if (ruleSet.isError) return <Failed error={ruleSet.error} again={() => void ruleSet.refetch()} />;
  if (ruleSet.isPending) return <Loading />;
  const { title, ladder, effectiveFrom, effectiveUntil, categories } = ruleSet.data;
  return (
    <>
      <h1>{pick(title)}</h1>
      <p>
        {id} · {effectiveFrom} — {effectiveUntil ?? '…'}
      </p>
      <h2>{say('ladder')}</h2>
      <ol>
        {ladder.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      {categories.map(({ key, title: name }) => (
        <section key={key} aria-labelledby={`c-${key}`}>
          <h2 id={`c-${key}`}>{pick(name)}</h2>
          <CategoryRules ruleSet={ruleSet.data} category={key} closed />
        </section>
      ))}
    </>
  );
}

/** The rule sets, and of one every number with its source. */
export function RulesPage() {
  const { id } = useParams();
  const { say, pick } = useWords();
  const all = useReading<Readonly<{ ruleSets: readonly RuleSet[] }>>(
    id === undefined ? 'rule-sets' : undefined,
  );
  if (id !== undefined) return <OneSet id={id} />;
  if (all.isError) return <Failed error={all.error} again={() => void all.refetch()} />;
  if (all.isPending) return <Loading />;
  return (
    <>
      <h1>{say('rules')}</h1>
      <ul className="plain">
        {all.data.ruleSets.map((one) => (
          <li key={one.id}>
            <Link to={`/rules/${one.id}`}>{pick(one.title)}</Link> · {one.effectiveFrom}
          </li>
        ))}
      </ul>
    </>
  );
}
