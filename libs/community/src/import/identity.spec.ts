import { identityIn } from './identity.js';

describe('what identifies a human', () => {
  it('an identity number whose check digit fits (GB 11643), in either case of X', () => {
    expect(identityIn('11010519491231002X')).toEqual({ kind: 'document', number: '11010519491231002X' });
    expect(identityIn('11010519491231002x')).toEqual({ kind: 'document', number: '11010519491231002X' });
  });

  it('any one mistyped digit is noticed', () => {
    const right = '11010519491231002X';
    for (let n = 0; n < 17; n += 1) {
      const wrong = `${right.slice(0, n)}${(Number(right[n]) + 1) % 10}${right.slice(n + 1)}`;
      expect(identityIn(wrong)).toHaveProperty('zh');
    }
  });

  it('another document, or a number given by the community', () => {
    expect(identityIn('E12345678')).toEqual({ kind: 'document', number: 'E12345678' });
    expect(identityIn('#2026-0001')).toEqual({ kind: 'communityNumber', number: '2026-0001' });
    for (const cell of ['', '1234', 'a b c d e', '#', '#甲']) expect(identityIn(cell)).toHaveProperty('en');
  });
});
