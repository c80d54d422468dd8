import { conflict } from '#kernel';

import type { CountBase, NoticeRule, ShareRule } from './types.js';

const rank: Readonly<Record<CountBase, number>> = { present: 0, due: 1, roll: 2 };

/** Whether every ballot that passes `a` passes `b` too. */
export function asStrict(a: ShareRule, b: ShareRule): boolean {
  const difference = a.fraction.num * b.fraction.den - b.fraction.num * a.fraction.den;
  return rank[a.base] >= rank[b.base] && (difference > 0 || (difference === 0 && (a.strict || !b.strict)));
}

function incomparable(own: string, floor: string): never {
  return conflict(
    'procedure.incomparable',
    `两条规则的基数或计算方式不同,无法取其严者:${own};${floor}。规则集应按法定基数书写;已立项的事项按新规则集重新立项`,
    `the two rules count differently, and neither is the stricter: ${own}; ${floor}. Write the rule on the base that the law uses; a matter already open is opened again under the newer set`,
    { article: floor },
  );
}

/** The stricter of a set's share and the law's; where they ask the same, the law in force that day is cited. */
export function stricterShare(own: ShareRule | null, floor: ShareRule): ShareRule {
  if (own === null || asStrict(floor, own)) return floor;
  return asStrict(own, floor) ? own : incomparable(own.source, floor.source);
}

const longer = (a: NoticeRule, b: NoticeRule): boolean =>
  a.days >= b.days && (a.counting === b.counting || a.counting === 'working');

/** The stricter of a set's notice and the law's; short notice only where both allow it. */
export function stricterNotice(own: NoticeRule, floor: NoticeRule): NoticeRule {
  const waivable = own.waivable && floor.waivable;
  if (longer(own, floor)) return waivable === own.waivable ? own : { ...own, waivable, source: floor.source };
  return longer(floor, own) ? { ...floor, waivable } : incomparable(own.source, floor.source);
}
