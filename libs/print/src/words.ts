import type { Sealed } from '#kernel';
import { bodyWords } from '#decision';
import { dayOf, ruleSet, type CommunityKind } from '#procedure';
import Nzh from 'nzh';

/** How a sheet names persons and places, and what it opens of what is sealed: an archive names nobody, a sheet in the hand does. */
export type Naming = Readonly<{
  /** The community's name. */
  community: string;
  kind?: CommunityKind | undefined;
  person: (id: string) => string;
  open: (sealed: Sealed | string | null) => string;
}>;

const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Money as official sheets write it: figures, and words (人民币…整). `fen`: whole fen. */
export function moneyWords(fen: number): string {
  const yuan = (fen / 100).toFixed(2);
  const words = Nzh.cn.toMoney(yuan);
  const figures = yuan.replace(/\B(?=(\d{3})+\.)/g, ',');
  return `${figures} 元(${words.endsWith('元') ? `${words}整` : words})`;
}

/** An instant as the clock in Beijing shows it: 2026-03-13 19:00:00. */
export const timeWords = (at: string): string => clockTime.format(new Date(at));

/** A day, or that of an instant in Beijing, as official sheets write it: 2026年3月13日. */
export const dayWords = (at: string): string => {
  const [year, month, date] = (at.length > 10 ? dayOf(at) : at).split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** A step of a rule set by its title. */
export const stepTitle = (set: string, step: string): string => {
  const { steps, residentsMeeting } = ruleSet(set);
  return (
    [...steps, ...(residentsMeeting ? [residentsMeeting] : [])].find(({ key }) => key === step)?.title.zh ??
    step
  );
};

/** A body by its title on a day. */
export const bodyTitle = (body: string, day: string, { kind }: Naming): string =>
  bodyWords([body], day, kind).zh;

/** A place where a sheet hangs. */
export const placeTitle = (place: string): string =>
  ({ board: '居务公开栏', web: '网上公开', group: '居民群' })[place] ?? place;
