import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { give, Refused } from '../api/client';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';
import { bodyOf, stand, type Act } from './act';
import { ActForm } from './act-form';

/** Refusals that only say who may: these acts are somebody else's. */
const isOthers = (error: unknown): boolean => error instanceof Refused && error.status === 403;

/** Every act with what the API says of it now: it may be done, or why not yet, by which article. `state`: asked anew when it changes. */
export function ActList({ acts, state }: Readonly<{ acts: readonly Act[]; state: unknown }>) {
  const { say, pick } = useWords();
  const [open, setOpen] = useState<string>();
  const asked = useQueries({
    queries: acts.map((act) => ({
      queryKey: ['read', 'ask', act.key, act.at, state],
      queryFn: async () =>
        give({ path: act.path, at: act.at, body: await bodyOf(act, stand(act)) }, { ask: true }),
      retry: false,
    })),
  });
  const shown = acts
    .map((act, index) => ({ act, answer: asked[index] }))
    .filter(({ answer }) => answer !== undefined && !answer.isPending && !isOthers(answer.error));
  return (
    <>
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
            {open === act.key && <ActForm act={act} done={() => setOpen(undefined)} />}
          </li>
        );
      })}
    </>
  );
}
