import { Button, Form, Input } from 'antd';
import { useQueries } from '@tanstack/react-query';
import type { Decision, Sitting } from '../api/answers';
import { read } from '../api/client';
import { useGiving } from '../api/giving';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';

/** What the record knows of a sitting, as a draft of its minutes: Chinese, since the file is. */
export function draftOf(sitting: Sitting, matters: readonly Decision[]): string {
  const due = new Set(sitting.rolls.flatMap(({ roll }) => roll)).size;
  const items = sitting.items.map((item, index) => {
    const matter = matters.find(({ decision }) => decision === item.decision);
    const ballot = sitting.ballots.findLast(
      (one) => one.decision === item.decision && one.step === item.step,
    );
    const counts = ballot?.counts;
    const result =
      ballot?.verdict == null
        ? '本次会议没有表决结果。'
        : `${counts ? `赞成 ${counts.yes} 票，反对 ${counts.no} 票，弃权 ${counts.abstain} 票，废票 ${counts.spoiled} 票。` : ''}${ballot.verdict.arithmetic.zh}（${ballot.verdict.article}）。`;
    return `${index + 1}．${matter?.title ?? ''}（方案第 ${item.planVersion} 版）：${result}`;
  });
  return [
    `会议时间：${sitting.heldOn} ${sitting.time}　地点：${sitting.place}`,
    `应到 ${due} 人，到会 ${sitting.present.length} 人。通知于 ${sitting.noticeOn} 送达。`,
    ...items,
    '发言与意见：',
  ].join('\n');
}

/** Minutes: drafted from the record, entered, confirmed by a second person. */
export function Minutes({ sitting }: Readonly<{ sitting: Sitting }>) {
  const { say } = useWords();
  const { run, busy, tries, failed } = useGiving();
  const matters = useQueries({
    queries: [...new Set(sitting.items.map(({ decision }) => decision))].map((id) => ({
      queryKey: ['read', `decisions/${id}`],
      queryFn: () => read<Decision>(`decisions/${id}`),
    })),
  });
  const at = { id: sitting.sitting };
  if (matters.some(({ isPending }) => isPending)) return <Loading />;
  const known = matters.flatMap(({ data }) => data ?? []);
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">{say('minutes')}</h2>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      {sitting.minutesText !== null && <p className="plan">{sitting.minutesText}</p>}
      {sitting.minutes === 'none' && (
        <Form<Readonly<{ text: string }>>
          name="minutes-text"
          layout="vertical"
          requiredMark={false}
          initialValues={{ text: draftOf(sitting, known) }}
          onFinish={(body) => void run({ path: '/api/sittings/{id}/minutes', at, body })}
        >
          <Form.Item
            name="text"
            label={say('minutes')}
            extra={say('minutesDraft')}
            rules={[{ required: true, message: say('required') }]}
          >
            <Input.TextArea rows={8} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('recordMinutes')}
          </Button>
        </Form>
      )}
      {sitting.minutes === 'recorded' && (
        <Button
          type="primary"
          loading={busy}
          onClick={() => void run({ path: '/api/sittings/{id}/minutes/confirmation', at })}
        >
          {say('confirmMinutes')}
        </Button>
      )}
    </section>
  );
}
