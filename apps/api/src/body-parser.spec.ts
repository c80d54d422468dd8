import { parseBody } from './body-parser.js';
import { Problem } from './problem.js';

const codeOf = (bytes: Buffer | string): string => {
  try {
    parseBody(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    return 'taken';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

describe('a body', () => {
  it('is one JSON object in strict UTF-8', () => {
    expect(parseBody(Buffer.from('{"名":"值"}'))).toEqual({ 名: '值' });
    expect(parseBody(Buffer.alloc(0))).toEqual({});
    expect(codeOf(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toBe('edge.notUtf8');
    expect(['[1]', '"a"', '1', 'null'].map(codeOf)).toEqual(Array(4).fill('edge.notObject'));
    expect(['{', '{"a":1,}', "{'a':1}"].map(codeOf)).toEqual(Array(3).fill('edge.notJson'));
  });

  it('is not quoted when it does not parse: it may hold a name', () => {
    for (const text of ['{"name":王某}', '{"王某"', '王某', '{"a":"王某'])
      expect(() => parseBody(Buffer.from(text))).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining('王') }),
      );
  });

  it('does not nest deeply, before it is parsed', () => {
    expect(codeOf('{"a":'.repeat(8) + '1' + '}'.repeat(8))).toBe('taken');
    expect(codeOf('{"a":'.repeat(9) + '1' + '}'.repeat(9))).toBe('edge.tooDeep');
    expect(codeOf('['.repeat(400_000))).toBe('edge.tooDeep');
    expect(codeOf(JSON.stringify({ a: '[[[[[[[[[[{{{{{"' }))).toBe('taken');
  });

  it('carries no key that reaches a prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])
      expect(codeOf(`{"a":{"${key}":{}}}`)).toBe('edge.notJson');
  });
});
