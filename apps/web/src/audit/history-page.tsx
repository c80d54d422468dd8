import { useQuery } from '@tanstack/react-query';
import { Slider } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { read } from '../api/client';
import { useReading } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { useWords, type Text } from '../frame/i18n';
import { Deviations, Why } from './judging';

type Line = Readonly<{
  revision: number;
  at: string;
  by: string;
  seats: readonly string[];
  type: string;
  summary: Text;
  data: unknown;
  article: readonly string[];
  arithmetic: readonly (Text | string)[];
  changes: readonly string[];
}>;
type Replay = Readonly<{ stream: string; events: readonly Line[]; next?: string | null }>;

/** All events of a stream, page by page. */
const useHistory = (stream: string) =>
  useQuery({
    queryKey: ['read', 'history', stream],
    queryFn: async () => {
      const events: Line[] = [];
      for (let after = ''; ;) {
        const page: Replay = await read(`replays/${stream}?limit=200${after}`);
        events.push(...page.events);
        if (page.next == null) return events;
        after = `&after=${page.next}`;
      }
    },
  });

const instant = (at: string): string =>
  new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });

function Inspector({ line }: Readonly<{ line: Line }>) {
  const { say, pick } = useWords();
  return (
    <section aria-labelledby="event">
      <h2 id="event">
        {line.revision} · {line.type}
      </h2>
      <p>
        {pick(line.summary)} · <span className="day">{instant(line.at)}</span> · {line.seats.join('、')}
      </p>
      {line.arithmetic.map((one, index) => (
        <p key={index}>{typeof one === 'string' ? one : pick(one)}</p>
      ))}
      {line.article.length > 0 && <p>{say('article', { article: line.article.join('；') })}</p>}
      <details open>
        <summary>{say('changesOfState')}</summary>
        <ul>
          {line.changes.map((change) => (
            <li key={change} className="code-line">
              {change}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{say('eventData')}</summary>
        <pre tabIndex={0}>{JSON.stringify(line.data, null, 2)}</pre>
      </details>
    </section>
  );
}

function Difference({ stream, from, to }: Readonly<{ stream: string; from: number; to: number }>) {
  const { say } = useWords();
  const found = useReading<Readonly<{ events: readonly string[]; changes: readonly string[] }>>(
    from < to ? `replays/${stream}/changes?from=${from}&to=${to}` : undefined,
  );
  if (from >= to) return <p>{say('chooseTwoPoints')}</p>;
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} />;
  return (
    <>
      <p>{found.data.events.join(' → ')}</p>
      <ul>
        {found.data.changes.map((change) => (
          <li key={change} className="code-line">
            {change}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A history event by event: the state at any point, what lies between two points, why each ballot came out as it did, what deviates. */
export function HistoryPage() {
  const { stream = '' } = useParams();
  const { say } = useWords();
  const history = useHistory(stream);
  const [range, setRange] = useState<readonly [number, number]>();
  if (history.isPending) return <Loading />;
  if (history.isError) return <Failed error={history.error} again={() => void history.refetch()} />;
  const last = history.data.at(-1)?.revision ?? 0;
  const [from, to] = range ?? [0, last];
  const line = history.data.find(({ revision }) => revision === to);
  const decision = stream.startsWith('decision-') ? stream.slice('decision-'.length) : undefined;
  return (
    <>
      <h1>{say('history')}</h1>
      <p className="code-line">{stream}</p>
      <Slider
        range
        min={0}
        max={last}
        value={[from, to]}
        onChange={(value: number[]) => setRange([value[0] ?? 0, value[1] ?? last])}
        ariaLabelForHandle={[say('fromPoint'), say('toPoint')]}
      />
      <p role="status">{say('between', { from, to })}</p>
      {line && <Inspector line={line} />}
      <section aria-labelledby="difference">
        <h2 id="difference">{say('difference')}</h2>
        <Difference stream={stream} from={from} to={to} />
      </section>
      {decision !== undefined && (
        <>
          <Why decision={decision} />
          <Deviations decision={decision} />
        </>
      )}
      <section aria-labelledby="timeline">
        <h2 id="timeline">{say('timeline')}</h2>
        <ol className="plain" start={0}>
          {history.data.map(({ revision, at, type, summary }) => (
            <li key={revision}>
              <button
                type="button"
                className="link"
                aria-pressed={revision === to}
                onClick={() => setRange([Math.min(from, revision), revision])}
              >
                {revision} · {instant(at)} · {type}
              </button>{' '}
              <TimelineText text={summary} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function TimelineText({ text }: Readonly<{ text: Text }>) {
  const { pick } = useWords();
  return <span>{pick(text)}</span>;
}
