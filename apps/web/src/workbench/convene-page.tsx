import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { BoardLine } from '../api/answers';
import { give, Refused, type Command } from '../api/client';
import { useGiving } from '../api/giving';
import { useReading } from '../api/reading';
import { Failed, Loading, Nothing } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';

type Filled = Readonly<{
  matters: readonly string[];
  heldOn: string;
  time: string;
  place: string;
  noticeOn: string;
}>;

const dayAfter = (day: string, days: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
};

const mostDaysAhead = 20;

/** The first day on which the sitting may be held, found by asking the API of each day: it knows notice and working days. */
function useEarliest(commandFor: (heldOn: string) => Command | undefined, today: string, key: unknown) {
  return useQuery({
    queryKey: ['earliest', key, today],
    retry: false,
    staleTime: 60_000,
    queryFn: async () => {
      let refused: Refused | undefined;
      for (let days = 0; days <= mostDaysAhead; days += 1) {
        const heldOn = dayAfter(today, days);
        const command = commandFor(heldOn);
        if (command === undefined) return { day: null, refused: null };
        try {
          await give(command, { ask: true });
          return { day: heldOn, refused: null };
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused = error;
        }
      }
      return { day: null, refused: refused ?? null };
    },
  });
}

/** A sitting with several matters; the earliest lawful day is proposed, another one is judged as it is chosen. */
export function ConvenePage() {
  const { community = '' } = useParams();
  const [search] = useSearchParams();
  const { say, pick } = useWords();
  const { today } = useOwn();
  const navigate = useNavigate();
  const { run, busy, tries, failed } = useGiving();
  const [form] = Form.useForm<Filled>();
  const chosen = Form.useWatch('matters', form) ?? [];
  const heldOn = Form.useWatch('heldOn', form);
  const board = useReading<Readonly<{ lines: readonly BoardLine[] }>>(
    `communities/${community}/board?limit=100`,
  );
  const lines = board.data?.lines.filter(({ phase }) => phase === 'deliberating') ?? [];
  const commandFor = (day: string, filled: Partial<Filled> = {}): Command | undefined => {
    const items = lines
      .filter(({ decision }) => chosen.includes(decision))
      .map(({ decision, step }) => ({ decision, step }));
    if (items.length === 0) return undefined;
    const { time = '19:30', place = '社区会议室', noticeOn = today } = filled;
    return { path: '/api/sittings', body: { community, items, heldOn: day, time, place, noticeOn } };
  };
  const earliest = useEarliest(commandFor, today, [chosen, lines.length]);
  const judged = useQuery({
    queryKey: ['ask', 'convene', chosen, heldOn, lines.length],
    enabled: heldOn !== undefined && heldOn !== '' && chosen.length > 0 && lines.length > 0,
    retry: false,
    queryFn: () => give(commandFor(heldOn ?? today) as Command, { ask: true }),
  });
  if (board.isPending) return <Loading />;
  if (board.isError) return <Failed error={board.error} again={() => void board.refetch()} />;
  if (lines.length === 0) return <Nothing text={say('nothingToConvene')} />;
  const asked = search.get('matter');

  const finish = async (filled: Filled): Promise<void> => {
    const command = commandFor(filled.heldOn, filled);
    const recorded = command && (await run(command));
    if (recorded !== undefined) await navigate(`/sittings/${recorded.id}`);
  };
  const some = {
    validator: (_: unknown, value?: readonly string[]) =>
      value?.length ? Promise.resolve() : Promise.reject(new Error(say('required'))),
  };
  const needed = [{ required: true, message: say('required') }];
  return (
    <>
      <h1>{say('convene')}</h1>
      <Form<Filled>
        form={form}
        name="sitting"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          matters: asked === null ? [] : [asked],
          time: '19:30',
          place: '社区会议室',
          noticeOn: today,
        }}
        onFinish={(filled) => void finish(filled)}
        style={{ maxWidth: 720 }}
      >
        <Form.Item name="matters" label={say('agenda')} extra={say('agendaHint')} rules={[some]}>
          <Checkbox.Group options={lines.map(({ decision, title }) => ({ value: decision, label: title }))} />
        </Form.Item>
        {earliest.data?.day != null && (
          <p role="status">
            {say('earliest', { day: earliest.data.day })}{' '}
            <Button onClick={() => form.setFieldsValue({ heldOn: earliest.data?.day ?? '' })}>
              {say('takeIt')}
            </Button>
          </p>
        )}
        {earliest.data?.refused != null && <Failed error={earliest.data.refused} />}
        <Form.Item name="heldOn" label={say('day')} rules={needed}>
          <Input type="date" min={today} />
        </Form.Item>
        {judged.error instanceof Refused && (
          <Alert
            type="warning"
            role="status"
            showIcon
            title={pick(judged.error.text)}
            description={judged.error.article && say('article', { article: judged.error.article })}
          />
        )}
        {judged.isSuccess && <Alert type="success" role="status" showIcon title={say('dayFits')} />}
        <Form.Item name="time" label={say('time')} rules={needed}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="place" label={say('where')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="noticeOn" label={say('noticeOn')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Waiting tries={tries} />
        {failed !== undefined && <Failed error={failed} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {say('convene')}
        </Button>
      </Form>
    </>
  );
}
