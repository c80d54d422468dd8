import { useReading } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords, type Text } from '../frame/i18n';

type Reason = Readonly<{ text: Text; article: string | null; events: readonly string[] }>;
type Explained = Readonly<{
  ballot: number;
  step: string;
  heldOn: string;
  carried: boolean | null;
  reasons: readonly Reason[];
}>;

/** Why each ballot came out as it did: each number with the events on which it rests. */
export function Why({ decision }: Readonly<{ decision: string }>) {
  const { say, pick } = useWords();
  const why = useReading<Readonly<{ ballots: readonly Explained[] }>>(`decisions/${decision}/why`);
  return (
    <section aria-labelledby="why">
      <h2 id="why">{say('why')}</h2>
      {why.isPending && <Loading />}
      {why.isError && <Failed error={why.error} />}
      {why.data?.ballots.map(({ ballot, heldOn, step, carried, reasons }) => (
        <details key={ballot}>
          <summary>
            {ballot} · {step} · {heldOn}{' '}
            {carried !== null && (
              <Mark tone={carried ? 'good' : 'bad'}>{say(carried ? 'done' : 'notPassed')}</Mark>
            )}
          </summary>
          <ol>
            {reasons.map((one) => (
              <li key={pick(one.text)}>
                {pick(one.text)} {one.article !== null && <small>〔{one.article}〕</small>}{' '}
                <small className="code-line">
                  {one.events.map((event) => event.replace(/^.*@/, '@')).join(' ')}
                </small>
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

type Judged = Readonly<{
  verdicts: number;
  deviations: readonly Readonly<{ severity?: string; text?: Text; article?: string | null; name?: string }>[];
  notice: string;
}>;

/** What deviates from the rules when the matter is judged again from its events, and the draft of the notice to correct it. */
export function Deviations({ decision }: Readonly<{ decision: string }>) {
  const { say, pick } = useWords();
  const judged = useReading<Judged>(`decisions/${decision}/deviations`);
  return (
    <section aria-labelledby="deviations">
      <h2 id="deviations">{say('deviations')}</h2>
      {judged.isPending && <Loading />}
      {judged.isError && <Failed error={judged.error} />}
      {judged.data?.deviations.length === 0 && (
        <p role="status">{say('noDeviations', { n: judged.data.verdicts })}</p>
      )}
      <ul className="plain">
        {judged.data?.deviations.map((one, index) => (
          <li key={index}>
            <Mark tone="bad">{one.severity ?? one.name ?? ''}</Mark> {one.text && pick(one.text)}{' '}
            {one.article != null && <small>〔{one.article}〕</small>}
          </li>
        ))}
      </ul>
      {judged.data !== undefined && judged.data.notice !== '' && <p className="plan">{judged.data.notice}</p>}
    </section>
  );
}
