import type { Words } from '#procedure';

/** How grave: against a rule that decides whether it holds; against a clock; against a form. */
export type Severity = 'unlawful' | 'late' | 'formal';

/** One entry of the list of problems (问题清单). */
export type Deviation = Readonly<{
  severity: Severity;
  code: string;
  /** The stream and revision that it rests on. */
  event: string;
  article: string;
  text: Words;
}>;

const order: readonly Severity[] = ['unlawful', 'late', 'formal'];

/** The graver first, then by event. */
export const bySeverity = (found: readonly Deviation[]): readonly Deviation[] =>
  found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));

/** A draft of the notice to correct (整改通知书) for what was found; empty where nothing was. */
export function correctionNotice(about: string, found: readonly Deviation[]): string {
  if (found.length === 0) return '';
  const items = bySeverity(found).map(
    ({ text, article, event }, n) => `${n + 1}. ${text.zh}\n   依据:${article};记录:${event}`,
  );
  return [
    '整改通知书(草稿)',
    `关于:${about}`,
    `经复核日志,发现下列问题 ${found.length} 项:`,
    ...items,
    '请逐项改正,并书面说明改正情况。',
  ].join('\n');
}
