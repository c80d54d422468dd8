import { canonical } from './jcs.js';

describe('the one text of a value (RFC 8785)', () => {
  it.each([
    [{ b: 1, a: [true, null, '七'] }, '{"a":[true,null,"七"],"b":1}'],
    [
      { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['\u0000\b\t\n\f\r"\\/\u007f\u2028', '"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\u007f\u2028"'],
    [[-0, 9007199254740991], '[0,9007199254740991]'],
    [{ left: undefined, kept: {} }, '{"kept":{}}'],
  ])('%j', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it.each([
    [{ a: [1.5] }, '.a[0]'],
    [{ a: 9007199254740992 }, '.a'],
    [{ a: Number.NaN }, '.a'],
    [{ a: 'x\ud800' }, '.a'],
    [{ a: () => 1 }, '.a'],
    [{ a: [undefined] }, '.a[0]'],
    [{ a: 5n }, '.a'],
  ])('refuses %j at its place', (value, at) => {
    expect(() => canonical(value)).toThrow(
      expect.objectContaining({ code: 'audit.notCanonical', details: { at } }),
    );
  });
});
