import { citing, conflict, invalid, type Decider, type Message } from './index.js';

type Say = Message<'Say', string>;
const decider: Decider<Say, Say, null> = {
  initialState: null,
  evolve: (state) => state,
  decide({ data }) {
    if (data === 'own') conflict('x.own', '自', 'own', { article: '§1' });
    if (data === 'bare') invalid('x.bare', '无', 'bare', { details: { n: 1 } });
    if (data === 'fault') throw new TypeError('no refusal');
    return [];
  },
};
const said = (data: string) => () =>
  citing('R§4', decider).decide(
    { type: 'Say', data, by: { person: 'p' }, at: '', facts: {}, commandId: '' },
    null,
  );

it('a refusal cites what is nearest to it, and the rest is as it was', () => {
  expect(said('own')).toThrow(expect.objectContaining({ code: 'x.own', article: '§1' }));
  expect(said('bare')).toThrow(
    expect.objectContaining({ code: 'x.bare', kind: 'invalid', article: 'R§4', details: { n: 1 } }),
  );
  expect(said('fault')).toThrow(TypeError);
  expect(said('fine')()).toEqual([]);
});
