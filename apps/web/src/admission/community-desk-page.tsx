import { Button, Form, Input, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Place } from '../api/answers';
import { read } from '../api/client';
import { useGiving } from '../api/giving';
import { usePlace, useReading } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { Mark } from '../frame/mark';
import { Waiting } from '../frame/waiting';
import { useWords, type Text } from '../frame/i18n';
import { yuanOf } from '../matter/plan';
import { useOwn } from '../session/session';
import type { Organization } from './answers';
import { Requests } from './desk-page';

type Refused = Readonly<{
  id: string;
  title: string;
  status: string;
  askedOn: string;
  text: string | null;
  overdue: boolean;
}>;
type Ledger = Readonly<{
  lines: readonly Readonly<{
    with: string;
    name: string | null;
    agreedFen: number;
    paidFen: number;
    lateFen: number;
  }>[];
}>;
type List = Readonly<{ organizations: readonly Organization[] }>;
type Said = Readonly<{ mayRefuse: boolean; text: Text; article: string | null }>;
type Answers = Readonly<{
  answers: readonly (Said & Readonly<{ entry: string; title: string }>)[];
  otherwise: Said | null;
}>;

/** The district of a community: the organization above its street or town. */
const useDistrict = (place: Place | undefined) =>
  useQuery({
    queryKey: ['district', place?.parent],
    enabled: place !== undefined,
    staleTime: 300_000,
    queryFn: async () => {
      const { organizations: districts } = await read<List>('organizations');
      for (const district of districts) {
        const { organizations } = await read<List>(`organizations?parent=${district.id}`);
        if (organizations.some(({ id }) => id === place?.parent)) return { district, below: organizations };
      }
      return null;
    },
  });

/** “May this be asked of us?”: what the lists say, and the refusal where it may be refused. */
function MayIt({
  community,
  district,
  below,
}: Readonly<{ community: string; district: Organization; below: readonly Organization[] }>) {
  const { say, pick } = useWords();
  const { today } = useOwn();
  const { run, busy, tries, failed } = useGiving();
  const [asked, setAsked] = useState('');
  const answers = useReading<Answers>(
    asked === '' ? undefined : `task-catalogs/${district.id}/answers?q=${encodeURIComponent(asked)}`,
  );
  const departments = below.filter(({ kind }) => kind === 'department');
  const needed = [{ required: true, message: say('required') }];
  const { answers: listed = [], otherwise = null } = answers.data ?? {};
  const found = otherwise === null ? listed : [{ entry: '', title: asked, ...otherwise }];
  return (
    <section aria-labelledby="may">
      <h2 id="may">{say('mayItBeAsked')}</h2>
      <Form
        name="ask"
        layout="inline"
        requiredMark={false}
        onFinish={({ words: typed }: { words: string }) => setAsked(typed)}
      >
        <Form.Item name="words" label={say('whatIsAsked')} rules={needed}>
          <Input />
        </Form.Item>
        <Button htmlType="submit">{say('lookUp')}</Button>
      </Form>
      {answers.isError && <Failed error={answers.error} />}
      <ul className="plain" aria-live="polite">
        {found.map((one) => (
          <li key={`${one.entry} ${one.title}`}>
            <strong>{one.title}</strong>{' '}
            <Mark tone={one.mayRefuse ? 'wait' : 'good'}>{say(one.mayRefuse ? 'mayRefuse' : 'ours')}</Mark>
            <div>
              {pick(one.text)} {one.article !== null && <small>〔{one.article}〕</small>}
            </div>
          </li>
        ))}
      </ul>
      {found.some(({ mayRefuse }) => mayRefuse) && (
        <Form<Readonly<{ department: string; reason: string }>>
          name="refuse"
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 640 }}
          onFinish={({ department, reason }) =>
            void run({
              path: '/api/task-refusals',
              body: {
                task: {
                  community,
                  district: district.id,
                  department,
                  title: asked,
                  kind: 'task',
                  askedOn: today,
                },
                ...{ admission: null, reason },
              },
            })
          }
        >
          <Form.Item name="department" label={say('whoAsks')} rules={needed}>
            <Select options={departments.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name="reason" label={say('reason')} rules={needed}>
            <Input.TextArea rows={2} />
          </Form.Item>
          <Waiting tries={tries} />
          {failed !== undefined && <Failed error={failed} />}
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('refuseIt')}
          </Button>
        </Form>
      )}
    </section>
  );
}

/** A community's desk: what is in force, what may be refused, what is owed. */
export function CommunityDeskPage() {
  const { community = '' } = useParams();
  const { say } = useWords();
  const { today } = useOwn();
  const place = usePlace(community);
  const district = useDistrict(place.data);
  const refusals = useReading<Readonly<{ lines: readonly Refused[] }>>(
    `communities/${community}/refusals?limit=50`,
    60,
  );
  const ledger = useReading<Ledger>(`communities/${community}/ledger?year=${today.slice(0, 4)}`);
  if (place.isError) return <Failed error={place.error} again={() => void place.refetch()} />;
  if (place.isPending) return <Loading />;
  return (
    <>
      <h1>
        {place.data.name} · {say('admissions')}
      </h1>
      {district.data != null && <MayIt community={community} {...district.data} />}
      <section aria-labelledby="requests">
        <h2 id="requests">{say('requests')}</h2>
        <Requests of={`communities/${community}`} />
      </section>
      <section aria-labelledby="refusals">
        <h2 id="refusals">{say('refusals')}</h2>
        {refusals.data?.lines.length === 0 && <Nothing text={say('noRefusals')} />}
        <ul className="plain">
          {refusals.data?.lines.map(({ id, title, askedOn, text, overdue }) => (
            <li key={id}>
              <strong>{title}</strong> <span className="day">{askedOn}</span>{' '}
              {overdue && <Mark tone="bad">{say('late')}</Mark>} {text}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="owed">
        <h2 id="owed">{say('owed')}</h2>
        {ledger.data?.lines.length === 0 && <Nothing text={say('nothingOwed')} />}
        <ul className="plain">
          {ledger.data?.lines.map((one) => (
            <li key={one.with}>
              {one.name ?? one.with.slice(0, 8)}: {say('agreed')} {yuanOf(one.agreedFen)} · {say('paid')}{' '}
              {yuanOf(one.paidFen)} · {say('late')} {yuanOf(one.lateFen)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
