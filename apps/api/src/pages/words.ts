import { dayWords } from '#print';
import { dayOf, type Words } from '#procedure';

export type Language = 'zh' | 'en';

/** What the pages say, in the words of docs/glossary.md. */
export const words = {
  brand: { zh: '四议', en: 'Sìyì' },
  slogan: { zh: '社区议事公开', en: 'what the community decides, in the open' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  otherLanguage: { zh: 'English', en: '中文' },
  elder: { zh: '大字版', en: 'Large type' },
  plain: { zh: '标准字号', en: 'Standard type' },
  communities: { zh: '社区', en: 'Communities' },
  search: { zh: '查找事项', en: 'Find a matter' },
  searchHint: { zh: '标题或方案中的字词', en: 'Words of its title or plan' },
  searchGo: { zh: '查找', en: 'Find' },
  found: { zh: '查找结果', en: 'What was found' },
  matters: { zh: '{n} 个事项', en: 'Matters: {n}' },
  nothingFound: {
    zh: '没有找到。请换一个说法，或到所在社区的页面查看。',
    en: 'Nothing was found. Try other words, or look at the page of your community.',
  },
  noCommunities: { zh: '还没有登记社区。', en: 'No community is entered yet.' },
  older: { zh: '更早的', en: 'Older' },
  more: { zh: '下一页', en: 'Next page' },
  hanging: { zh: '正在公示', en: 'Hanging now' },
  nothingHangs: { zh: '目前没有正在公示的事项。', en: 'Nothing hangs at present.' },
  past: { zh: '往期公示', en: 'What hung before' },
  underWay: { zh: '正在办理', en: 'Under way' },
  nothingUnderWay: { zh: '目前没有正在办理的事项。', en: 'Nothing is under way at present.' },
  ended: { zh: '已经办结', en: 'Finished' },
  nothingEnded: { zh: '还没有办结的事项。', en: 'Nothing is finished yet.' },
  admissions: { zh: '准入事项', en: 'Tasks that were let in' },
  noAdmissions: { zh: '没有准入事项。', en: 'No task was let in.' },
  follow: { zh: '订阅与开放数据', en: 'Follow, and open data' },
  atom: { zh: 'Atom 订阅', en: 'Atom feed' },
  csvBoard: { zh: '事项（CSV）', en: 'Matters (CSV)' },
  csvPostings: { zh: '公示（CSV）', en: 'Postings (CSV)' },
  households: { zh: '户', en: 'households' },
  adults: { zh: '名成年居民', en: 'adults' },
  steps: { zh: '办理进度', en: 'How far it is' },
  step: { zh: '步骤', en: 'Step' },
  done: { zh: '已完成', en: 'done' },
  now: { zh: '进行中', en: 'now' },
  ahead: { zh: '未开始', en: 'still to come' },
  stopped: { zh: '未通过', en: 'not passed' },
  plan: { zh: '方案', en: 'The plan' },
  planVersion: { zh: '第 {n} 版', en: 'version {n}' },
  planSealed: {
    zh: '救助类事项，方案涉及个人，不公开。',
    en: 'A matter of aid: its plan tells of persons and is not public.',
  },
  money: { zh: '金额', en: 'Money' },
  results: { zh: '表决结果', en: 'Results' },
  noResults: { zh: '还没有表决。', en: 'Nothing was voted on yet.' },
  carried: { zh: '通过', en: 'passed' },
  notCarried: { zh: '未通过', en: 'not passed' },
  arithmetic: { zh: '算式与依据', en: 'Arithmetic and article' },
  heldOn: { zh: '会议日期', en: 'Held on' },
  yes: { zh: '赞成', en: 'Yes' },
  no: { zh: '反对', en: 'No' },
  abstain: { zh: '弃权', en: 'Abstain' },
  spoiled: { zh: '废票', en: 'Spoiled' },
  present: { zh: '到会', en: 'Present' },
  roll: { zh: '名册', en: 'On the roll' },
  postings: { zh: '公示', en: 'Postings' },
  postingFrom: { zh: '自 {from} 起，至 {to} 止', en: 'from {from} to {to}' },
  objectUntil: { zh: '{day} 前可提出异议', en: 'objections until {day}' },
  proven: { zh: '公示期已核实', en: 'its days are proven' },
  notProven: { zh: '公示期未满或未核实', en: 'its days are not proven yet' },
  voided: { zh: '已重新公示', en: 'posted anew' },
  interrupted: { zh: '中断：{from} 至 {to}，{reason}', en: 'interrupted: {from} to {to}, {reason}' },
  objections: { zh: '异议与答复', en: 'Objections and replies' },
  noObjections: { zh: '没有异议。', en: 'There are no objections.' },
  objection: { zh: '异议', en: 'Objection' },
  query: { zh: '询问', en: 'Query' },
  interpellation: { zh: '书面质询', en: 'Interpellation' },
  filedOn: { zh: '{day} 提出', en: 'filed on {day}' },
  replyBy: { zh: '应于 {day} 前答复', en: 'a reply is due by {day}' },
  answeredOn: { zh: '{day} 答复', en: 'answered on {day}' },
  lateDays: { zh: '晚 {n} 日', en: '{n} days late' },
  textLater: { zh: '内容在答复后公开。', en: 'Its text is public with the reply.' },
  reply: { zh: '答复', en: 'Reply' },
  file: { zh: '提出异议或询问', en: 'Object or ask' },
  fileText: { zh: '内容', en: 'What you say' },
  fileTextHint: {
    zh: '请不要写他人的姓名、住址和病情；答复时会一并公开，第三人信息会被遮盖。',
    en: 'Name nobody else, no address, no illness. It becomes public with the reply, third persons blacked out.',
  },
  fileContact: { zh: '联系方式（可不填）', en: 'How to reach you (may be left out)' },
  fileContactHint: { zh: '只有办理人能看到，密封保存。', en: 'Kept sealed; only those who answer read it.' },
  fileGo: { zh: '提交', en: 'File it' },
  fileWhere: { zh: '针对', en: 'About' },
  filed: { zh: '已经收到', en: 'It is received' },
  slip: {
    zh: '请记下或打印本页。查询码只显示这一次，不满意答复时凭它申请上级处理。',
    en: 'Write this down or print it. The code is shown this once; with it you take the objection further if the reply does not satisfy you.',
  },
  receipt: { zh: '回执号', en: 'Receipt' },
  code: { zh: '查询码', en: 'Code' },
  back: { zh: '返回事项', en: 'Back to the matter' },
  work: { zh: '实施', en: 'The work' },
  workSince: { zh: '{day} 开始', en: 'since {day}' },
  workDone: { zh: '{day} 完成', en: 'done on {day}' },
  percent: { zh: '进度 {n}%', en: '{n}% done' },
  spent: { zh: '已支出', en: 'Spent' },
  marks: { zh: '说明', en: 'Notes' },
  history: { zh: '全部经过（数据）', en: 'All that happened (data)' },
  proof: { zh: '数据与检查点', en: 'Data and checkpoint' },
  asData: { zh: '本页数据（JSON）', en: 'This page as data (JSON)' },
  checkpoint: { zh: '日志检查点', en: 'checkpoint of the log' },
  position: { zh: '日志位置', en: 'log position' },
  sorry: { zh: '没有办成', en: 'It was not done' },
  failed: { zh: '暂时无法显示，请稍后再试。', en: 'It cannot be shown now; please try again later.' },
  notThereHint: {
    zh: '地址可能有误，或该事项不存在。',
    en: 'The address may be wrong, or there is no such matter.',
  },
  otherSite: { zh: '请在本站的页面上填写并提交。', en: 'Please fill in the form on this very site.' },
  home: { zh: '首页', en: 'Start' },
  opened: { zh: '{day} 提出', en: 'opened on {day}' },
  late: { zh: '逾期', en: 'late' },
  inForce: { zh: '有效期 {from} 至 {to}', en: 'in force from {from} to {to}' },
} as const satisfies Readonly<Record<string, Words>>;

/** Where a decision stands. */
export const phaseWords: Readonly<Record<string, Words>> = {
  deliberating: { zh: '议决中', en: 'being decided' },
  posting: { zh: '公示中', en: 'being posted' },
  implementing: { zh: '实施中', en: 'being carried out' },
  failed: { zh: '未通过', en: 'not passed' },
  concluded: { zh: '已结束', en: 'ended' },
  filed: { zh: '已归档', en: 'filed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  annulled: { zh: '已撤销', en: 'annulled' },
};

export const markWords: Readonly<Record<string, Words>> = {
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  referred: { zh: '提交居民会议', en: 'Referred to the residents’ meeting' },
  reentered: { zh: '修改后重新进入程序', en: 'Revised and entered again' },
  annulled: { zh: '撤销', en: 'Annulled' },
  relianceLost: { zh: '所依据的决定已失效', en: 'What it relied on has no effect any more' },
  upheld: { zh: '异议成立，重新议决', en: 'An objection was upheld; it is decided anew' },
};

/** In one language, with what stands in braces filled in. */
export type Say = (text: Words, fields?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (language: Language): Say =>
  (text, fields = {}) =>
    text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(fields[name] ?? ''));

/** A day, or that of an instant in Shanghai, as people write it. */
export const dayIn = (language: Language, at: string): string => {
  if (language === 'zh') return dayWords(at);
  return at.length > 10 ? dayOf(at) : at;
};

/** Fen as yuan with two digits. */
export const yuanOf = (fen: number): string =>
  `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
