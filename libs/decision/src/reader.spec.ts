import { blackedOut } from './reader.js';

const blackouts = [{ from: 0, to: 2, reason: '第三人' }];

it('blackouts cover their characters, one for one, also beyond the basic plane (个人信息保护法 §25)', () => {
  expect(blackedOut('张三多占', blackouts)).toBe('██多占');
  expect(blackedOut('𠮷三多占', [{ from: 0, to: 1, reason: 'x' }])).toBe('█三多占');
  expect(blackedOut('短', [{ from: 0, to: 99, reason: 'x' }])).toBe('█');
});
