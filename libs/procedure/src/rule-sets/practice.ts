import { majorMatters } from './major-matters.js';

const unprinted = '报道未载明,假定';

/** What the sets of practice have alike: one meeting, counted as reports describe it, without the force of law (R§8.1). */
export const practice = {
  statutory: false,
  effectiveFrom: '1990-01-01',
  ladder: ['公开报道的做法,无法律效力 (R§8.1)'],
  categories: majorMatters,
  secondPersonAfterDays: { value: 7, source: '设计默认:事后补录超过 7 日须第二人确认' },
  gapMinDays: { value: 0, source: unprinted },
  totalMaxDays: { value: 60, source: 'R§10 total_max_days 默认' },
  reproposeCoolingMonths: { value: 0, source: unprinted },
  archive: {
    resolved: { value: 'permanent', source: '乡镇档案工作办法 [O3]' },
    rejected: { value: 10, source: '乡镇档案工作办法 [O3]' },
  },
};

/** The one meeting of a set of practice, before its own numbers. */
export const practiceMeeting = {
  kind: 'meeting',
  key: 'meeting',
  notice: { days: 0, counting: 'calendar', waivable: true, source: unprinted },
  ballotForms: ['hands', 'named', 'secretPaper'],
  ballotKinds: ['yesNo', 'options', 'choose'],
  recusal: 'staysInBase',
  proxy: false,
  remoteAttendance: false,
  showRunningCount: false,
  mayMergeWithNext: false,
  needsAuthorization: false,
  rollByNumber: false,
  convenerBodies: ['committee'],
};

/** The posting of a set of practice, before its own days. */
export const practicePosting = {
  kind: 'posting',
  key: 'posting',
  title: { zh: '公示', en: 'posting' },
  postWithinDays: { value: 3, source: 'R§10 post_within_days 默认' },
  objectionDays: null,
  replyDays: { value: 3, source: 'R§10 objection.reply_days 默认' },
  escalationDays: { value: 10, source: 'R§10 objection.escalation_days 默认' },
  requiredPlaces: ['board'],
  supervisionCheck: false,
};

/** Bodies that every set of practice knows: who convenes, and who watches and attests a posting. */
export const practiceBodies = {
  branch: { zh: '党支部委员会', en: 'party branch committee' },
  committee: { zh: '居民委员会', en: 'residents’ committee' },
  supervision: { zh: '居务监督委员会', en: 'supervision committee' },
};
