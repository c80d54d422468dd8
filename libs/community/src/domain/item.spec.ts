import { toSeal } from '#kernel';
import { given } from '#kernel/testing';
import type { ItemCommand } from '../events.js';
import { item } from './item.js';
import { facts, why } from './testing.js';

const erase: ItemCommand = { type: 'EraseItem', data: { key: 'item:i1', of: 'decision-d', reason: why } };

describe('erasing a text (PIPL §47)', () => {
  it('a registrar of the offices above has its key destroyed, with a reason of another key', () => {
    const [event] = given(item).when(erase, { by: 'registrar', facts }).events();
    expect(event).toMatchObject({
      type: 'ItemErased',
      data: { key: 'item:i1', of: 'decision-d', reason: why, article: '个人信息保护法 §47' },
    });
    const own = toSeal('item:i1', '本人申请');
    const unfit: ItemCommand = { ...erase, data: { ...erase.data, reason: own } };
    given(item).when(unfit, { by: 'registrar', facts }).refused('item.reasonUnfit');
  });

  it.each(['stranger', 'system:cli', 'p1'])('%s may not', (by) => {
    given(item).when(erase, { by, facts }).refused('community.notRegistrar');
  });

  it('happens once', () => {
    given(item, { type: 'ItemErased', data: { ...erase.data, article: 'x', judged: [] } })
      .when(erase, { by: 'registrar', facts })
      .refused('item.erased');
  });
});
