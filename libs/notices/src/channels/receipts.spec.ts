import { receiptsIn, worse, type ReceiptRules } from './receipts.js';
import { signatureOf } from './signing.js';

const now = 1_772_000_000_000;
const rules = (more: Partial<ReceiptRules> = {}): ReceiptRules => ({
  ...{ secret: 's', now, seen: () => false, known: (attempt: string) => attempt.startsWith('a') },
  ...more,
});
const body = (...receipts: readonly object[]) => JSON.stringify({ receipts });
const callback = (text: string, timestamp = String(now / 1_000), secret = 's') => ({
  ...{ timestamp, body: text, signature: signatureOf(secret, { timestamp, body: text }) },
});
const delivered = { attempt: 'a1', state: 'delivered' };

describe('a receipt of a provider', () => {
  it('gives what became of each attempt', () => {
    const all = [delivered, { attempt: 'a2', state: 'bounced' }, { attempt: 'a3', state: 'complained' }];
    expect(receiptsIn(callback(body(...all)), rules())).toEqual(all);
    const bytes = callback(body(delivered));
    expect(receiptsIn({ ...bytes, body: Buffer.from(bytes.body) }, rules())).toEqual([delivered]);
  });

  it.each<[string, ReturnType<typeof callback>, Partial<ReceiptRules>, string]>([
    ['signed by another', callback(body(delivered), undefined, 'x'), {}, 'receipt.notSigned'],
    ['changed', { ...callback(body(delivered)), body: body() }, {}, 'receipt.notSigned'],
    ['of another hour', { ...callback(body(delivered)), timestamp: '1772000001' }, {}, 'receipt.notSigned'],
    ['not signed', { ...callback(body(delivered)), signature: '' }, {}, 'receipt.notSigned'],
    ['too old', callback(body(delivered), '1771999699'), {}, 'receipt.outOfTime'],
    ['from the future', callback(body(delivered), '1772000301'), {}, 'receipt.outOfTime'],
    ['without a time', callback(body(delivered), 'NaN'), {}, 'receipt.outOfTime'],
    ['that came before', callback(body(delivered)), { seen: () => true }, 'receipt.replayed'],
    ['of a stranger', callback(body({ ...delivered, attempt: 'x' })), {}, 'receipt.attemptUnknown'],
    [
      'of one stranger',
      callback(body(delivered, { ...delivered, attempt: 'x' })),
      {},
      'receipt.attemptUnknown',
    ],
    ['that says opened', callback(body({ ...delivered, state: 'opened' })), {}, 'receipt.malformed'],
    ['that inherits', callback(body({ ...delivered, state: 'toString' })), {}, 'receipt.malformed'],
    ['of nothing', callback(body()), {}, 'receipt.malformed'],
    ['that is no JSON', callback('x'), {}, 'receipt.malformed'],
    ['too many', callback(body(...Array.from({ length: 1_001 }, () => delivered))), {}, 'receipt.malformed'],
  ])('%s is refused', (_, one, more, code) => {
    expect(() => receiptsIn(one, rules(more))).toThrow(code);
  });

  it('counts once and in any order: the worse stays', () => {
    expect(worse(undefined, 'delivered')).toBe('delivered');
    expect(worse('delivered', 'bounced')).toBe('bounced');
    expect(worse('bounced', 'delivered')).toBe('bounced');
    expect(worse('complained', 'complained')).toBe('complained');
  });
});
