import { pattern } from './pattern.js';

test.each([
  ['^decision-', 'decision-1', 'xdecision-1'],
  ['sion', 'decision-1', 'decline'],
  ['^[0-9]*_regex_[A-z]*$', '12_regex_a', '12_regex_4'],
  ['^[^$].*', 'decision', '$metadata'],
  ['^\\$\\$', '$$a', 'a$$'],
  ['(?i)^DECISION', 'decision-1', 'notice-1'],
  ['^\\w+-\\d+$', '社区-3', '社区 3'],
  ['^\\w+-\\d+$', 'é_1-٣', '-3'],
  ['^[\\w]+\\-[\\d]$', '决议-7', '决议_7'],
  ['^[^\\]]+$', 'a[', 'a]'],
  ['\\Adecision\\z', 'decision', 'decision-1'],
  ["^(?'kind'notice|task)-", 'task-1', 'talk-1'],
  ['^\\@\\-x', '@-x', '\\@-x'],
  ['^a{', 'a{', 'a'],
  ['^\\p{IsCJKUnifiedIdeographs}+-', '社区-1', 'shequ-1'],
  ['^[\\p{IsCJKUnifiedIdeographs}a]+-', 'a社-1', 'b社-1'],
])('%s matches %s and not %s, as on EventStoreDB', (source, is, isNot) => {
  expect(pattern(source).test(is)).toBe(true);
  expect(pattern(source).test(isNot)).toBe(false);
});

test.each(['(', '\\p{IsGreek}', '(?>a)'])('%s is refused, not read in another way', (source) => {
  expect(() => pattern(source)).toThrow(SyntaxError);
});
