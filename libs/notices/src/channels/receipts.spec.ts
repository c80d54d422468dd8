import { uuidV5 } from '#eventing';
import { receiptOf, receiptsIn } from './receipts.js';
import { signatureOf } from './signing.js';

const now = 1_772_000_000_000;
const [batch, attempt] = [uuidV5('receipts/batch'), uuidV5('receipts/attempt')];
const body = (...receipts: readonly object[]) => JSON.stringify({ receipts });
const callback = (text: string, timestamp = String(now / 1_000), secret = 's') => ({
  ...{ timestamp, body: text, signature: signatureOf(secret, { timestamp, body: text }) },
});
const delivered = { receipt: receiptOf(batch, attempt), state: 'delivered' };

describe('a receipt of a provider', () => {
  it('gives what became of each attempt', () => {
    const states = ['delivered', 'bounced', 'complained'];
    const told = callback(body(...states.map((state) => ({ ...delivered, state }))));
    const found = states.map((state) => ({ batch, attempt, state }));
    expect(receiptsIn(told, { secret: 's', now })).toEqual(found);
    expect(receiptsIn({ ...told, body: Buffer.from(told.body) }, { secret: 's', now })).toEqual(found);
  });

  it.each<[string, ReturnType<typeof callback>, string]>([
    ['signed by another', callback(body(delivered), undefined, 'x'), 'receipt.notSigned'],
    ['changed', { ...callback(body(delivered)), body: body() }, 'receipt.notSigned'],
    ['of another hour', { ...callback(body(delivered)), timestamp: '1772000001' }, 'receipt.notSigned'],
    ['not signed', { ...callback(body(delivered)), signature: '' }, 'receipt.notSigned'],
    ['too old', callback(body(delivered), '1771999699'), 'receipt.outOfTime'],
    ['from the future', callback(body(delivered), '1772000301'), 'receipt.outOfTime'],
    ['without a time', callback(body(delivered), 'NaN'), 'receipt.outOfTime'],
    ['of no reference', callback(body({ ...delivered, receipt: batch })), 'receipt.malformed'],
    ['of a bare attempt', callback(body({ attempt, state: 'delivered' })), 'receipt.malformed'],
    ['that says opened', callback(body({ ...delivered, state: 'opened' })), 'receipt.malformed'],
    ['that inherits', callback(body({ ...delivered, state: 'toString' })), 'receipt.malformed'],
    ['of nothing', callback(body()), 'receipt.malformed'],
    ['that is no JSON', callback('x'), 'receipt.malformed'],
    ['too many', callback(body(...Array.from({ length: 1_001 }, () => delivered))), 'receipt.malformed'],
  ])('%s is refused', (_, one, code) => {
    expect(() => receiptsIn(one, { secret: 's', now })).toThrow(code);
  });
});
