import { invalid, missing } from '#kernel';
import type { CommunityState } from '#community/events';
import type { Category } from '#procedure';
import type { Money } from '../events.js';
import { mustSay } from './plan.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;

/** Refuses money that the category does not ask for, that has no fund line, or that the line is not meant for (R§7). */
export function checkMoney(community: Formed, category: Category, money: Money | null): void {
  if (category.money !== (money !== null))
    invalid(
      category.money ? 'decision.moneyMissing' : 'decision.moneyNotAsked',
      category.money
        ? `“${category.title.zh}”须写明经费科目、金额、受款规则和用途。`
        : `“${category.title.zh}”不涉及经费:请去掉经费,或另选类别。`,
      category.money
        ? `"${category.title.en}" names fund line, amount, payee rule and purpose.`
        : `"${category.title.en}" is not about money: leave it out or choose another category.`,
      { article: category.source, details: { category: category.key } },
    );
  if (!money) return;
  mustSay(money.payeeRule, '受款规则', 'payee rule');
  if (!Number.isSafeInteger(money.amountFen) || money.amountFen <= 0)
    invalid('decision.amountInvalid', '金额须为正整数(分)。', 'The amount is a positive integer, in fen.', {
      details: { amountFen: money.amountFen },
    });
  const line = community.fundLines[money.line];
  if (!line)
    missing(
      'decision.fundLineUnknown',
      '本社区没有这个经费科目:请先设立。',
      'The community has no such fund line: open it first.',
      { article: 'R§7', details: { line: money.line } },
    );
  if (line.forbidden.includes(money.purpose) || !line.purposes.includes(money.purpose))
    invalid(
      'decision.purposeNotAllowed',
      `“${line.title}”不得用于“${money.purpose}”;可用于:${line.purposes.join('、')}。`,
      `"${line.title}" may not be spent on "${money.purpose}"; it is for: ${line.purposes.join(', ')}.`,
      { article: line.source, details: { forbidden: line.forbidden, purposes: line.purposes } },
    );
}
