import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { post } from '../api/client';
import { sha256 } from '../api/sha256';
import { usePlace } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords, type Text } from '../frame/i18n';

type Row = Readonly<{
  line: number;
  action: 'register+seat' | 'seat' | 'skip' | 'refuse';
  name: string;
  seat: Readonly<{ body: string; role: string; from: string; until: string }> | null;
  reason: Text | null;
  article: string | null;
}>;
type Preview = Readonly<{
  rows: readonly Row[];
  counts: Readonly<Record<Row['action'], number>>;
  refusal: (Text & Readonly<{ article: string | null }>) | null;
  preview: string;
}>;

const tones = { 'register+seat': 'good', seat: 'good', skip: 'plain', refuse: 'bad' } as const;

/** A roll from CSV: looked at row by row, then taken over just so. */
export function ImportPage() {
  const { community = '' } = useParams();
  const { say, pick } = useWords();
  const place = usePlace(community);
  const [text, setText] = useState('');
  const [basis, setBasis] = useState('');
  const [shown, setShown] = useState<Preview>();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<number>();
  if (place.isError) return <Failed error={place.error} again={() => void place.refetch()} />;
  if (place.isPending) return <Loading />;

  const ask = async (preview?: string): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      const body = {
        csv: text,
        basisHash: await sha256(basis),
        ...(preview === undefined ? {} : { preview }),
      };
      const answer = await post<Preview & Readonly<{ done?: number }>>({
        path: '/api/communities/{id}/imports',
        at: { id: community },
        body,
      });
      if (preview === undefined) setShown(answer);
      else {
        setDone(answer.done ?? 0);
        setShown(undefined);
      }
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <h1>
        {place.data.name} · {say('importRoll')}
      </h1>
      <p>{say('importHint')}</p>
      <Form layout="vertical" requiredMark={false} onFinish={() => void ask()} style={{ maxWidth: 720 }}>
        <Form.Item label={say('csvFile')}>
          <input
            type="file"
            accept=".csv,text/csv"
            aria-label={say('csvFile')}
            onChange={(event) => {
              setShown(undefined);
              void event.target.files?.[0]?.text().then(setText);
            }}
          />
        </Form.Item>
        <Form.Item label={say('basis')} htmlFor="basis" extra={say('basisHint')}>
          <Input id="basis" value={basis} onChange={(event) => setBasis(event.target.value)} />
        </Form.Item>
        <Button htmlType="submit" loading={busy} disabled={text === '' || basis === ''}>
          {say('preview')}
        </Button>
      </Form>
      <div aria-live="polite">
        {failed !== undefined && <Failed error={failed} />}
        {done !== undefined && (
          <Alert type="success" role="status" showIcon title={say('imported', { n: done })} />
        )}
      </div>
      {shown !== undefined && (
        <section aria-labelledby="preview">
          <h2 id="preview">{say('preview')}</h2>
          {shown.refusal !== null && (
            <Alert
              type="error"
              role="alert"
              showIcon
              title={pick(shown.refusal)}
              description={shown.refusal.article && say('article', { article: shown.refusal.article })}
            />
          )}
          <ul className="plain">
            {shown.rows.map((row) => (
              <li key={row.line}>
                {row.line} · <Mark tone={tones[row.action]}>{say(`import_${row.action}`)}</Mark> {row.name}{' '}
                {row.seat && `${row.seat.body} ${row.seat.role}`} {row.reason && pick(row.reason)}{' '}
                {row.article !== null && <small>〔{row.article}〕</small>}
              </li>
            ))}
          </ul>
          {shown.counts.refuse > 0 && <p role="alert">{say('correctFirst', { n: shown.counts.refuse })}</p>}
          {shown.refusal === null && shown.counts.refuse === 0 && (
            <Button type="primary" loading={busy} onClick={() => void ask(shown.preview)}>
              {say('importNow')}
            </Button>
          )}
        </section>
      )}
    </>
  );
}
