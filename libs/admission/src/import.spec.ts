import { createHash } from 'node:crypto';
import { previewCatalog } from './import.js';
import type { CatalogVersion } from './events.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const header = '编号,事项,别名,类别,种类,责任部门,依据';
const csv = [
  header,
  'A-01,最低生活保障申请受理,低保申请;低保受理,依法协助,工作任务,民政局,社会救助暂行办法 §11',
  'A-02,居民代表会议召集,,必须承担,培训会议,,居委会组织法(2025) §28',
].join('\n');
const preview = (text: string, last?: CatalogVersion) => previewCatalog(text, last, digest);
const before: CatalogVersion = {
  ...{ version: 1, effectiveFrom: '2026-01-01', authority: null },
  entries: preview(csv).entries,
};

describe('a list from CSV', () => {
  it('is read with its words in Chinese or English', () => {
    expect(preview(csv).entries).toEqual([
      {
        ...{
          id: 'A-01',
          title: '最低生活保障申请受理',
          names: ['低保申请', '低保受理'],
          class: 'shouldAssist',
        },
        ...{ kind: 'task', department: '民政局', basis: '社会救助暂行办法 §11' },
      },
      {
        ...{ id: 'A-02', title: '居民代表会议召集', names: [], class: 'mustBear', kind: 'trainingOrMeeting' },
        ...{ department: null, basis: '居委会组织法(2025) §28' },
      },
    ]);
    const english = 'id,title,class,kind,basis\n1,x,mayBeEntrusted,survey,y';
    expect(preview(english).entries).toMatchObject([
      { class: 'mayBeEntrusted', kind: 'survey', department: null },
    ]);
  });

  it('shows against the last version what is added, changed, the same and taken off', () => {
    const next = csv.replace('A-02,居民代表会议召集', 'A-03,居民小组工作').replace('民政局', '区民政局');
    const { rows, counts } = preview(next, before);
    expect(rows.map(({ line, change, entry }) => [line, change, entry.id])).toEqual([
      [2, 'changed', 'A-01'],
      [3, 'added', 'A-03'],
      [null, 'removed', 'A-02'],
    ]);
    expect(counts).toEqual({ added: 1, changed: 1, same: 0, removed: 1 });
    expect(preview(csv, before).counts).toEqual({ added: 0, changed: 0, same: 2, removed: 0 });
  });

  it('has another hash for another file, and on another version', () => {
    const hashes = [preview(csv), preview(`${csv} `.replace('民政局', '医保局')), preview(csv, before)];
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(3);
  });

  it.each([
    ['', 'import.empty'],
    ['编号,事项', 'import.columnMissing'],
    [`${header}\nA-01,x,,随便,工作任务,,y`, 'import.wordUnknown'],
    [`${header}\nA-01,x,,必须承担,聊天,,y`, 'import.wordUnknown'],
    [`${header}\n"A-01,x`, 'import.csvUnfit'],
  ])('%j is refused: %s', (text, code) => {
    expect(() => preview(text)).toThrow(expect.objectContaining({ code }));
  });
});
