import type { Decider, Issued } from '#kernel';
import { conflict, invalid } from '#kernel';
import { dayOf } from '#procedure';
import type { ItemCommand, ItemEvent, ItemState } from '../events.js';
import { mustSaySealed } from './checks.js';
import type { OfficeFacts } from './facts.js';
import { mustBeRegistrar, officesJudged } from './registrar.js';

const article = '个人信息保护法 §47';

/** EraseItem: a registrar has one sealed text made unreadable, with a reason that stays; the event before it stays too. */
function decide(
  { data, by, facts, at }: Issued<ItemCommand, OfficeFacts>,
  state: ItemState,
): readonly ItemEvent[] {
  mustBeRegistrar(facts, by, dayOf(at));
  if (state.status === 'erased')
    conflict('item.erased', '该内容已经删除。', 'This text is erased already.', { article });
  const { key, of, reason } = data;
  mustSaySealed('reason', reason);
  if (reason.key === key)
    invalid(
      'item.reasonUnfit',
      '删除原因不能用所删内容的密钥封存。',
      'The reason cannot be sealed under the key that is to be destroyed.',
      { article },
    );
  return [{ type: 'ItemErased', data: { key, of, reason, article, judged: officesJudged(facts) } }];
}

/** A sealed text by its key, as far as it was erased. */
export const item: Decider<ItemCommand, ItemEvent, ItemState, OfficeFacts> = {
  decide,
  evolve: (_state, { data: { of, reason } }) => ({ status: 'erased', of, reason }),
  initialState: { status: 'none' },
};
