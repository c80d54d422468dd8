import { Link, useParams } from 'react-router';
import { useDecision, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { NextSteps } from './next-steps';
import { Plan } from './plan';
import { Results } from './results';
import { Track } from './track';

/** A matter: how far it is, its plan, what it came to, and what may be done next. */
export function MatterPage() {
  const { id } = useParams();
  const { say, pick } = useWords();
  const { me, person } = useOwn();
  const decision = useDecision(id);
  const ruleSet = useRuleSet(decision.data?.ruleSet);
  if (decision.isError) return <Failed error={decision.error} again={() => void decision.refetch()} />;
  if (ruleSet.isError) return <Failed error={ruleSet.error} again={() => void ruleSet.refetch()} />;
  if (decision.isPending || ruleSet.isPending) return <Loading />;
  const { title, category, community, ballots } = decision.data;
  const kind = ruleSet.data.categories.find(({ key }) => key === category);
  const open = ballots.find((one) => one.open && one.form === 'named' && one.present.includes(person));
  const acts = me.seats.some((seat) => seat.place === community);
  return (
    <>
      <h1>{title}</h1>
      <p>
        {kind && pick(kind.title)} · <a href={`/d/${id}`}>{say('publicPages')}</a>
        {acts && (
          <>
            {' '}
            · <Link to={`/audit/decision-${id}`}>{say('history')}</Link>
          </>
        )}
      </p>
      {open && (
        <p>
          <Link to={`/matters/${id}/ballots/${open.number}`}>
            <strong>{say('voteNow')}</strong>
          </Link>
        </p>
      )}
      <Track decision={decision.data} ruleSet={ruleSet.data} />
      {acts && <NextSteps decision={decision.data} ruleSet={ruleSet.data} />}
      <Plan decision={decision.data} />
      <section aria-labelledby="results">
        <h2 id="results">{say('results')}</h2>
        <Results ballots={ballots} ruleSet={ruleSet.data} />
      </section>
    </>
  );
}
