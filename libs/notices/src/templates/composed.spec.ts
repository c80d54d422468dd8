import type { NoticeKind } from '../events.js';
import { compose, hashOf } from './composed.js';
import { preview } from './preview.js';
import { fieldsOf, mustFit } from './render.js';
import { currentVersion, templates } from './texts.js';

const reply = { title: '修路', replyBy: '2026-03-09' };

describe('a composed notice', () => {
  it('says in HTML what it says in plain text, Chinese first, each language marked', () => {
    const { subject, text, html } = compose('objectionFiled', 2, reply);
    expect(subject).toBe('「修路」收到异议 / An objection to “修路”');
    expect(text.indexOf('请于 2026-03-09')).toBeLessThan(text.indexOf('due by 2026-03-09'));
    const shown = html.replaceAll(/<head>.*<\/head>|<\/p>/g, '\n').replaceAll(/<[^>]*>/g, '');
    expect(shown.split('\n').filter(Boolean)).toEqual(text.split('\n').filter(Boolean));
    expect(html).toContain('<section lang="zh-CN">');
  });

  it('lets no field become markup or another line', () => {
    const title = '修路</p><script>x</script>\r\nBcc: all@example.org\u202e"\'&';
    const { subject, text, html } = compose('objectionFiled', 2, { ...reply, title });
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt; Bcc: all@example.org &quot;&#39;&amp;');
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(text.split('\n')).toHaveLength(compose('objectionFiled', 2, reply).text.split('\n').length);
  });

  it('says when it may come a second time', () => {
    const { text, html } = compose('objectionFiled', 2, reply, true);
    for (const shape of [text, html]) expect(shape).toContain('可能已送达一次');
    expect(compose('objectionFiled', 2, reply).text).not.toContain('可能已送达一次');
  });

  it('is refused without a field, also one that only a subject needs', () => {
    expect(() => compose('objectionFiled', 2, { replyBy: 'D' })).toThrow('notice.variableMissing');
  });

  it('has no field that nobody knows', () => {
    expect(() => mustFit('objectionFiled', 2, reply)).not.toThrow();
    expect(() => mustFit('objectionFiled', 2, { ...reply, receipt: 'R1' })).toThrow('notice.variableUnknown');
  });
});

/** Of every version that may have been sent, as its placeholders stand. A change of text is a new version with a new line. */
const released: Readonly<Record<string, string>> = {
  'meetingCancelled/1': 'a95c93edb0b4dde6',
  'meetingConvened/1': 'd2d1cae80316ff9e',
  'objectionAnswered/1': '216e0e6bcf6a74e3',
  'objectionFiled/1': 'b1c2e2b876a1d724',
  'objectionFiled/2': '6c0e8f1a79d20935',
  'objectionLate/1': '5d3d1773e8e473ac',
  'posted/1': 'b3bfa16cc0a33adf',
  'admissionBelow/1': '0ee91dc03f13378d',
  'admissionDecided/1': '12d8518c13e18e26',
  'admissionEnded/1': 'b9b4485d161c5114',
  'admissionExpiring/1': 'b0d62e5f18963e76',
  'admissionFiled/1': '45c9b35968467d70',
  'admissionHearing/1': '05cd16a0cbe10914',
  'admissionLate/1': 'a3dc5b677237e43e',
  'admissionPublished/1': '37eb85cc9c7852b3',
  'admissionReturned/1': 'c44c5aaf453437ff',
  'admissionSuspended/1': '973ffadca49259fb',
  'claimAnswered/1': 'ac918ec676c4e187',
  'claimLate/1': 'e4310aee01af432c',
  'conditionsClaimed/1': '6afa701d4ccb272a',
  'paymentLate/1': 'e2e96ea4b9b35da1',
  'taskRefused/1': '235422d7f2b2c2d1',
  'postingUnclosed/1': 'b388e286c17ef1c5',
  'resultUnposted/1': '4c975cd2cd43e0be',
  'stepOverdue/1': '41038ba797c5c7b2',
  'minutesUnconfirmed/1': 'd7a1513fc5df0f3c',
  'termEnding/1': '03cc8b5d7596b9d5',
  'authorizationEnding/1': '8d62a1ad762bc68c',
  'meetingOverdue/1': 'e95c7ea5c9dd590a',
  'yearlyReportDue/1': 'f463f4b99649b970',
  'yearlyReportMissing/1': '430b0287b6285bc1',
  'interpellationFiled/1': 'bc65a5cb0d3d497c',
  'disclosed/1': '5f0f2d7b8e77b115',
  'digest/1': 'ed47a40e36997d82',
  'progressUnreported/1': '399aaf26f2b61976',
  'meetingOverdue/2': 'cbeb5fe3a263a139',
  'replyDue/1': '8932240f624b3f54',
  'stepDecided/1': '8fd58f916c43c766',
  'stepDecided/2': '8fd58f916c43c766',
};

describe('the templates', () => {
  it.each(Object.keys(templates))('%s stays as it was released', (key) => {
    const [kind = '', version = ''] = key.split('/');
    const names = fieldsOf(kind, Number(version));
    const itself = Object.fromEntries(names.map((name) => [name, `{${name}}`]));
    const hash = hashOf(compose(kind, Number(version), itself)).slice(0, 16);
    expect({ [key]: hash }).toEqual({ [key]: released[key] });
  });

  it('that nobody knows are refused by naming those there are', () => {
    for (const kind of ['nothing', 'toString', '__proto__'])
      expect(() => preview(kind as NoticeKind)).toThrow(/templateUnknown: .*posted\/1/);
    expect(() => preview('posted', 9)).toThrow('notice.templateUnknown');
  });

  it.each(Object.keys(currentVersion))('%s is shown with sample values', (kind) => {
    const { subject, text, html } = preview(kind as NoticeKind);
    expect(`${subject}${text}${html}`).not.toMatch(/[{}]|undefined/);
    expect(subject).toMatch(/\p{Script=Han}.* \/ /u);
  });
});
