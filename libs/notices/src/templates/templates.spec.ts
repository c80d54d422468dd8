import type { NoticeKind } from '../events.js';
import { render } from './render.js';
import { currentVersion } from './texts.js';

const fields = {
  ...{ heldOn: '2026-03-10', time: '09:00', place: '社区会议室', titles: '「修路」', title: '修路' },
  ...{ step: 'proposal', result: 'passed', from: '2026-03-01', lastDay: '2026-03-16' },
  ...{ objectionUntil: '2026-03-16', receipt: 'R1', replyBy: '2026-03-09', answeredOn: '2026-03-08' },
  ...{
    decideBy: '2026-03-23',
    until: '2027-04-13',
    year: '2026',
    ended: 'exited',
    on: '2026-03-23',
    article: '§43',
  },
  ...{
    report: 'review',
    period: 'half',
    count: '2',
    itemsZh: '1. 公示：「修路」',
    itemsEn: '1. Posted: “修路”',
  },
  ...{ why: 'late', escalatedOn: '2026-03-10', answerBy: '2026-03-20' },
};

describe('the text of a notice', () => {
  it.each(Object.entries(currentVersion))('%s is there in both languages', (kind, version) => {
    const text = render(kind, version, fields);
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(text.zh + text.en).not.toMatch(/[{}]|undefined/);
  });

  it('says codes in words', () => {
    const text = render('stepDecided', 1, fields);
    expect(text.zh).toContain('党组织提议的结果为通过');
    expect(text.en).toContain('proposal — passed');
  });

  it('names no body that a village does not have; what was sent before is shown as it was', () => {
    const resolved = { ...fields, step: 'resolution' };
    expect(render('stepDecided', 1, resolved).zh).toContain('居民代表会议决议的结果');
    const now = render('stepDecided', currentVersion.stepDecided, resolved);
    expect(now.zh).toContain('：会议决议的结果为通过');
    expect(now.en).toContain('resolution — passed');
  });

  it.each(['heldOn', 'place', 'titles'])('is refused without %s', (name) => {
    const kind: NoticeKind = 'meetingConvened';
    expect(() => render(kind, 1, { ...fields, [name]: '' })).toThrow('notice.variableMissing');
  });

  it('is refused in a version that never was', () => {
    expect(() => render('posted', 9, fields)).toThrow('notice.templateUnknown');
  });
});
