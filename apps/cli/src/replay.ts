import { invalid } from '#kernel';
import { timeWords } from '#print';
import { countedTypes } from '../../api/src/history/led-to.js';
import type { ReplayLine, StreamName } from '../../api/src/history/replay.js';
import { aggregates } from './aggregates.js';

/** Reads the name of a stream. */
export function streamOf(name: string): StreamName {
  const dash = name.indexOf('-');
  const category = name.slice(0, Math.max(dash, 0));
  const known = aggregates.map((one) => one.category);
  if (!known.includes(category))
    invalid(
      'cli.badStream',
      `流名为 <类别>-<编号>,不能是 ${name};类别有 ${known.join('、')}。`,
      `A stream is <category>-<id>, not ${name}; categories are ${known.join(', ')}.`,
    );
  return [category, name.slice(dash + 1)];
}

/** An event of a replay for people; times are those of Beijing. */
export function sayLine(line: ReplayLine): string {
  const { revision, at, by, seats, type, summary, article, arithmetic, changes, erased, reason, led } = line;
  const who = [by.startsWith('system:') ? by : by.slice(0, 8), ...seats].join(' · ');
  const what = summary.zh === type ? type : `${type}  ${summary.zh}`;
  return [
    `${String(revision).padStart(4)}  ${timeWords(at)}  ${what}  (${who})`,
    ...arithmetic.map((sum) => `      算式 ${sum}`),
    ...(article.length === 0 ? [] : [`      依据 ${article.join('; ')}`]),
    ...(erased.length === 0 ? [] : [`      已删除 erased: ${erased.join(', ')}`]),
    ...(reason === null ? [] : [`      删除原因 why erased: ${reason}`]),
    ...(led === undefined || led.length === 0 ? [] : [`      引出 led to: ${countedTypes(led)}`]),
    ...(changes.length === 0 ? [] : [`      状态 ${changes.join('  ')}`]),
  ].join('\n');
}
