import encodeQR from 'qr';
import type { Recorded, Sealed } from '#kernel';
import {
  admissionFile,
  ballotSheet,
  dayWords,
  decisionFile,
  doorKnockSheet,
  html,
  matterOf,
  moneyWords,
  noticeSheet,
  page,
  pages,
  postingSheet,
  timeWords,
  type Matter,
  type Naming,
} from '#print';
import { upTo } from '../../libs/admission/src/domain/request-testing.js';
import { historyOf } from './files.js';

const naming: Naming = {
  community: '第 1 社区',
  person: (id) => `人${id.slice(0, 4)}`,
  open: (one: Sealed | string | null) => (typeof one === 'string' ? one : '(已封存)'),
};
const checkpoint = 'siyi/log\n7\nAAAA\n\n— siyi/log BBBB\n';
const foot = { position: '7', checkpoint, url: 'https://siyi.example/api/decisions/x', dayCode: 'ABC234' };

const f1 = historyOf('F1');
const decision = f1.find(({ type }) => type === 'DecisionOpened')?.stream;
const own = f1.filter(({ stream }) => stream === decision || stream.startsWith('sitting-'));
const matter = matterOf(own) as Matter;

describe('the file of a decision (一事一档)', () => {
  const file = decisionFile(own, naming);

  it('is numbered sheets from plan to history, kept as the rule set says', () => {
    expect(file.retention).toEqual({ class: '永久', until: null });
    expect(file.closedOn).toBe(matter.page.file?.closedOn);
    const names = file.sheets.map(({ name }) => name);
    expect(names[0]).toBe('plan');
    expect(names.at(-1)).toBe('history');
    for (const name of ['sign-in', 'minutes', 'resolution-posting', 'accounts', 'result-posting'])
      expect(names).toContain(name);
  });

  it('says each vote with its arithmetic and article, and each event in words', () => {
    const text = pages(
      file.sheets.map(({ sheet }) => sheet),
      foot,
    );
    for (const { verdict } of matter.ballots) {
      expect(text).toContain(html`${verdict?.arithmetic.zh}〔${verdict?.article}〕`.text);
    }
    expect(text.match(/<section class="sheet/g)).toHaveLength(file.sheets.length);
    expect(text).toContain('归档:');
    expect(text).not.toContain('<script');
  });

  it('opens nothing and has no paper of anybody', () => {
    expect(JSON.stringify(file.data)).not.toContain('"choice"');
  });
});

describe('a request’s file', () => {
  it.each([
    ['withdrawn', 'AdmissionRequestWithdrawn', '10年', '2036'],
    ['expired', 'AdmissionExpired', '30年', '2056'],
  ])('%s: kept %s', (_, type, kept, year) => {
    const events = upTo('filed').history().map((event, revision) => recorded(event, revision));
    const last = recorded({ type, data: { reason: '不再需要', until: '2026-12-31' } }, events.length);
    const { retention, sheets, title } = admissionFile([...events, last], naming);
    expect(retention?.class).toBe(kept);
    expect(retention?.until?.slice(0, 4)).toBe(year);
    expect(page(sheets[0]!.sheet, foot)).toContain(title);
  });
});

/** An event as the log would give it back. */
function recorded({ type, data }: Readonly<{ type: string; data: unknown }>, revision: number): Recorded {
  const metadata = { at: '2026-05-01T01:00:00.000Z', by: { person: 'p' }, commandId: 'c', schema: 1 };
  const rest = { $correlationId: 'c', $causationId: 'c' };
  const stream = 'admissionRequest-a';
  return {
    ...{ id: String(revision), stream, revision, position: String(revision), type, data },
    metadata: { ...metadata, ...rest },
  } as Recorded;
}

describe('sheets', () => {
  it('a posting says what, how long, where, and how to object; its foot carries position, codes and the checkpoint as text', () => {
    const [posting] = matter.page.postings;
    const text = page(postingSheet(matter, posting!, naming), foot);
    for (const words of ['决议公开公示', '公开期限', '公开地点', '如有异议', 'log position 7', 'ABC234', checkpoint])
      expect(text).toContain(words);
    expect(text).toContain('class="sheet A3"');
    for (const coded of [foot.url, checkpoint])
      expect(text).toContain(encodeQR(coded, 'svg', { ecc: 'low', border: 1 }));
    expect(page(postingSheet(matter, posting!, naming), { ...foot, checkpoint: null })).toContain('尚无检查点');
  });

  it('ballots are as many as asked for, with boxes for a yes and no, or a line for each option', () => {
    const yesNo = { step: 'resolution', kind: 'yesNo', options: [], seats: 1 };
    const three = page(ballotSheet(matter, yesNo, { copies: 3, naming }), foot);
    expect(three.match(/class="paper"/g)).toHaveLength(3);
    expect(three).toContain('票号 3/3');
    const choose = { step: 'resolution', kind: 'choose', options: ['甲案', '乙案'], seats: 1 };
    expect(page(ballotSheet(matter, choose, { copies: 1, naming }), foot)).toMatch(/甲案[\s\S]*乙案[\s\S]*至多选 1 项/);
  });

  it('whatever is put in is text: a title with markup is shown, not run', () => {
    const text = page(noticeSheet('<script>alert(1)</script>', 'a & "b"', { by: '', on: '2026-03-13' }), foot);
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('a &amp; &quot;b&quot;');
  });

  it('a door-knock list has a line for each person, to be filled in by hand', () => {
    const persons = ['甲', '乙'].map((name) => ({ name, contact: '1380000', why: '各渠道均未送达' }));
    const text = page(doorKnockSheet('通知', persons), foot);
    expect(text.match(/class="blank"/g)).toHaveLength(2);
  });
});

describe('days and hours are those of Beijing', () => {
  it('late in the evening UTC it is the next day there', () => {
    expect(dayWords('2026-03-13T17:30:00.000Z')).toBe('2026年3月14日');
    expect(dayWords('2026-03-13')).toBe('2026年3月13日');
    expect(timeWords('2026-03-13T17:30:00.000Z')).toBe('2026-03-14 01:30:00');
  });
});

describe('money in words', () => {
  it.each([
    [12_000_000, '120,000.00 元(人民币壹拾贰万元整)'],
    [10_005, '100.05 元(人民币壹佰元零伍分)'],
    [1, '0.01 元(人民币壹分)'],
    [0, '0.00 元(人民币零元整)'],
    [123_456_789_000, '1,234,567,890.00 元(人民币壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元整)'],
  ])('%i fen', (fen, words) => {
    expect(moneyWords(fen)).toBe(words);
  });
});
