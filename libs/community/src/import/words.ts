import type { Seat } from '../events.js';

/** Columns by what they are called, in either language. */
export const columns = {
  name: ['name', '姓名'],
  document: ['document', '证件号码'],
  body: ['body', '机构'],
  role: ['role', '职务'],
  vote: ['vote', '表决权'],
  from: ['from', '任期起'],
  until: ['until', '任期止'],
  phone: ['phone', '电话'],
  sex: ['sex', '性别'],
} as const;
export type Column = keyof typeof columns;

/** Columns that a file may leave out; the sex is needed where a law counts women (村民委员会组织法 §8, §29). */
export const optional: ReadonlySet<Column> = new Set(['phone', 'sex']);

/** Whether a word says that it is a woman. */
export const women: ReadonlyMap<string, boolean> = new Map([
  ...['女', 'woman', 'female'].map((word) => [word, true] as const),
  ...['', '男', 'man', 'male'].map((word) => [word, false] as const),
]);

/** Bodies that may be imported: a mistyped one must not become a body of its own. */
export const bodies: ReadonlyMap<string, string> = new Map([
  ...['branch', 'committee', 'members', 'representatives', 'supervision'].map(
    (word) => [word, word] as const,
  ),
  ...['council', 'delegates', 'households', 'aidGroup', 'aidResidents'].map((word) => [word, word] as const),
  ...['hearingFixed', 'hearingTemporary', 'hearingOthers'].map((word) => [word, word] as const),
  ['党支部委员会', 'branch'],
  ['支部委员会', 'branch'],
  ['居民委员会', 'committee'],
  ['居委会', 'committee'],
  ['党员', 'members'],
  ['居民代表', 'representatives'],
  ['居务监督委员会', 'supervision'],
  ['村民委员会', 'committee'],
  ['村委会', 'committee'],
  ['村民代表', 'representatives'],
  ['村务监督委员会', 'supervision'],
  ['居民议事会', 'council'],
]);

export const roles: ReadonlyMap<string, Seat['role']> = new Map([
  ...(['secretary', 'chair', 'viceChair', 'member'] as const).map((word) => [word, word] as const),
  ['书记', 'secretary'],
  ['主任', 'chair'],
  ['副主任', 'viceChair'],
  ['委员', 'member'],
  ['成员', 'member'],
  ['代表', 'member'],
  ['党员', 'member'],
]);

export const votes: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', '1', '是', '有'].map((word) => [word, true] as const),
  ...['no', 'false', '0', '否', '无'].map((word) => [word, false] as const),
]);
