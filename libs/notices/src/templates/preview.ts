import type { NoticeKind } from '../events.js';
import { compose, type Composed } from './composed.js';
import { fieldsOf, type Fields } from './render.js';
import { currentVersion } from './texts.js';

/** A value for every field that any template has; invented. */
const samples: Fields = {
  ...{ title: '修缮 3 号楼前道路', titles: '「修缮 3 号楼前道路」「增设充电桩」' },
  ...{ heldOn: '2026-03-10', time: '09:00', place: '社区会议室', step: 'resolution', result: 'passed' },
  ...{ from: '2026-03-12', lastDay: '2026-03-27', objectionUntil: '2026-03-27', receipt: 'Y-0001' },
  ...{ replyBy: '2026-03-30', answeredOn: '2026-03-28', why: 'late', escalatedOn: '2026-03-31' },
  ...{ answerBy: '2026-04-10', decideBy: '2026-03-23', until: '2027-04-13', year: '2026', ended: 'exited' },
  ...{ report: 'review', period: 'half', count: '1', itemsZh: '1. 公示：「修缮 3 号楼前道路」' },
  itemsEn: '1. Posted: “修缮 3 号楼前道路”',
  ...{ on: '2026-03-23', article: '居委会组织法(2025) §43' },
};

/** The template filled with sample values, as a person would get it; the version that new notices use when none is named. */
export function preview(kind: NoticeKind, version: number = currentVersion[kind]): Composed {
  const fields = fieldsOf(kind, version).map((name) => [name, samples[name] ?? '']);
  return compose(kind, version, Object.fromEntries(fields) as Fields);
}
