import { createHash } from 'node:crypto';
import type { AudienceName } from './readers.js';

const token = (name: string): string =>
  `Knry${createHash('sha256').update(`canary/${name}`).digest('hex').slice(0, 12)}`;

/** A text that cannot be there by chance; the mark alone is looked for, so that no encoding hides it. */
export const canary = (name: Canary): string => `甲乙${marks[name]}丙丁`;

/** What each of them is, and who may read it, wherever. */
export const readable = {
  // 个人信息保护法 §6: who sits in no body is named by no route
  name: 'none',
  contact: 'none',
  communityNumber: 'none',
  // those who sit together know one another by name, and their organs how to reach them; §45: oneself
  memberName: 'seated',
  memberContact: 'voterAndOrgan',
  importedName: 'seated',
  erasure: 'none',
  joining: 'none',
  cardJoining: 'none',
  // least scope, §6: why a seat ended, remarks and checks are for those who answer for the community
  seatEnd: 'within',
  officeEnd: 'within',
  remark: 'within',
  checkRemark: 'within',
  recusal: 'recusedAndWithin',
  // R§3.9: at once public is that there is an objection; its text with the reply, third persons blacked out
  openObjection: 'objectorAndWithin',
  openContact: 'objectorAndOrgan',
  thirdPerson: 'objectorAndWithin',
  answeredObjection: 'everybody',
  answeredContact: 'objectorAndOrgan',
  reply: 'everybody',
  minutes: 'seated',
  // R§6, 个人信息保护法 §25: nothing of an aid matter's plan beyond the bodies concerned
  aidPlan: 'seated',
  aidRevision: 'seated',
  aidReentry: 'seated',
  aidFile: 'seated',
} as const satisfies Readonly<Record<string, AudienceName>>;
export type Canary = keyof typeof readable;
export const canaryNames = Object.keys(readable) as readonly Canary[];

/** The marks that are looked for; telephone and document numbers must look like some. */
export const marks = Object.fromEntries(canaryNames.map((name) => [name, token(name)])) as Readonly<
  Record<Canary, string>
>;
export const phone = '13877450918';
const digits = '34040319870412553';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** With its check digit (GB 11643). */
export const documentNumber = `${digits}${'10X98765432'[weights.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0) % 11]}`;

/** Stands in a public title: where this is not found, nothing was looked through. */
export const publicMark = token('public title');
/** Sent where it is refused; no error body may repeat it. */
export const errorMark = token('refused');
