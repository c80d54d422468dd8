import { limits, truncatedBefore, UNLIMITED } from './stream-metadata.js';

test.each([
  ['{"$tb":3,"$maxCount":5,"$maxAge":60}', { from: 3, maxCount: 5, maxAge: 60, deleted: false }],
  ['{"$tb":9223372036854775807}', { from: Number(9223372036854775807n), deleted: true }],
  ['{"$maxCount":0,"$maxAge":-1,"$tb":-1,"own":"x"}', UNLIMITED],
  ['{"in":{"$tb":3,"$maxCount":1}}', UNLIMITED],
])('%s limits reading', (json, expected) => {
  expect(limits(json)).toEqual(expected);
});

// A wrong type, a fraction or a number above the largest long makes the whole document count as empty.
test.each([
  '{"$maxCount":"5","$tb":3}',
  '{"$maxCount":2.5,"$tb":3}',
  '{"$maxCount":1e3,"$tb":3}',
  '{"$maxCount":null,"$tb":3}',
  '{"$cacheControl":"x","$tb":3}',
  '{"$tb":9223372036854775808}',
  '{"$tb":3',
  '[3]',
  '7',
  '',
])('%s limits nothing', (json) => {
  expect(limits(json)).toEqual(UNLIMITED);
});

test.each([
  [
    '{"big":12345678901234567890,"in":{"$tb":1},"$tb":9223372036854775807}',
    '{"big":12345678901234567890,"in":{"$tb":1},"$tb":4}',
  ],
  ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1},"$tb":4}'],
  ['', '{"$tb":4}'],
  ['no document', undefined],
])('%s is undeleted with all else as it was written', (json, expected) => {
  expect(truncatedBefore(json, 4)).toBe(expected);
});
