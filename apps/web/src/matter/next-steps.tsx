import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { give, Refused } from '../api/client';
import type { Decision, RuleSet } from '../api/answers';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { actsOf, bodyOf, type Act } from './acts';
import { ActForm } from './act-form';

/** What stands in a form for asking, where nothing was filled in yet. */
const stand = (act: Act): Record<string, unknown> =>
  Object.fromEntries(
    act.fields.map(({ name, kind, value }) => {
      if (value !== undefined && value !== '') return [name, value];
      return [name, kind === 'yuan' ? 1 : kind === 'file' ? '0'.repeat(64) : '…'];
    }),
  );

/** Refusals that only say who may: these acts are somebody else's. */
const isOthers = (error: unknown): boolean => error instanceof Refused && error.status === 403;

/** Every act with what the API says of it now: it may be done, or why not yet, by which article. */
export function NextSteps({ decision, ruleSet }: Readonly<{ decision: Decision; ruleSet: RuleSet }>) {
  const { say, pick } = useWords();
  const { person, today } = useOwn();
  const [open, setOpen] = useState<string>();
  const acts = actsOf(decision, ruleSet, person, today);
  const asked = useQueries({
    queries: acts.map((act) => ({
      queryKey: ['ask', decision.decision, act.key, decision.step, today],
      queryFn: async () =>
        give({ path: act.path, at: act.at, body: await bodyOf(act, stand(act), decision) }, { ask: true }),
      retry: false,
    })),
  });
  const shown = acts
    .map((act, index) => ({ act, answer: asked[index] }))
    .filter(({ answer }) => answer !== undefined && !answer.isPending && !isOthers(answer.error));
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
        {shown.map(({ act, answer }) => {
          const { error } = answer ?? {};
          const refused = error instanceof Refused ? error : undefined;
          return (
            <li key={act.key}>
              <div className="row">
                <span className="grow">
                  <strong>{pick(act.title)}</strong>{' '}
                  <Mark tone={refused ? 'wait' : 'good'}>{say(refused ? 'mayNot' : 'may')}</Mark>
                  {refused && (
                    <div>
                      {pick(refused.text)}{' '}
                      {refused.article !== undefined && <small>〔{refused.article}〕</small>}
                    </div>
                  )}
                </span>
                <Button
                  aria-expanded={open === act.key}
                  aria-label={`${say('doIt')}: ${pick(act.title)}`}
                  onClick={() => setOpen(open === act.key ? undefined : act.key)}
                >
                  {say('doIt')}
                </Button>
              </div>
              {open === act.key && <ActForm act={act} decision={decision} done={() => setOpen(undefined)} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
