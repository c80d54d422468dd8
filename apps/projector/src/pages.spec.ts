import type { PageDue } from '#decision';
import { invalid } from '#kernel';
import { httpPeer, json } from '#notices/testing';
import { askPage, probePages } from './pages.js';

const page: PageDue = { decision: 'd1', step: 'resolutionPosting', from: '2026-03-13' };
const posting = { step: page.step, from: page.from, void: false };

async function asked(answering: Parameters<typeof httpPeer>[0], path = '') {
  const peer = await httpPeer(answering);
  try {
    return { answer: await askPage(`${peer.url}${path}`, page), asked: peer.asked };
  } finally {
    await peer.close();
  }
}

describe('asking for a public page', () => {
  it('finds the posting of that step and day, at the address of the public, without an account', async () => {
    const { answer, asked: got } = await asked(
      (response) => json(response, 200, { postings: [posting] }),
      '/',
    );
    expect(answer).toEqual({ found: true });
    expect(got.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/decisions/d1']);
    expect(got[0]?.headers.authorization).toBeUndefined();
  });
  it.each([
    ['another step', { ...posting, step: 'resultPosting' }],
    ['another day', { ...posting, from: '2026-03-14' }],
    ['one that is void', { ...posting, void: true }],
  ])('%s is not it', async (_, other) => {
    const { answer } = await asked((response) => json(response, 200, { postings: [other] }));
    expect(answer).toEqual({ found: false, reason: 'not on the page' });
  });
  it('says what came instead: another status, no JSON, too much, a redirect', async () => {
    expect((await asked((response) => json(response, 502, {}))).answer).toEqual({
      ...{ found: false, reason: 'HTTP 502' },
    });
    expect((await asked((response) => response.end('<html>'))).answer).toMatchObject({ found: false });
    const flood = (response: { end: (text: string) => void }) => response.end(' '.repeat(4_000_001));
    expect((await asked(flood)).answer).toEqual({ found: false, reason: 'too long' });
    const elsewhere = await asked((response) => response.writeHead(302, { location: '/else' }).end());
    expect(elsewhere.answer).toEqual({ found: false, reason: 'HTTP 302' });
    expect(elsewhere.asked).toHaveLength(1);
  });
  it('says that nobody answers', async () => {
    const peer = await httpPeer(() => undefined);
    await peer.close();
    expect(await askPage(peer.url, page)).toEqual({ found: false, reason: 'ECONNREFUSED' });
  });
});

describe('a round of asking', () => {
  const due = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'].map((decision) => ({ ...page, decision }));
  const ask = ({ decision }: PageDue) =>
    Promise.resolve(
      decision < 'd5' ? { found: true as const } : { found: false as const, reason: 'HTTP 502' },
    );

  it('tells each stream what was found, under an id of its own for that day and answer', async () => {
    const given: Readonly<{ commandId: string }>[] = [];
    const execute = (command: unknown) => {
      given.push(command as never);
      return Promise.resolve();
    };
    const round = () => probePages({ due, day: '2026-03-20', ask, execute: execute as never });
    expect(await round()).toEqual({ asked: 6, notFound: 2 });
    await round();
    const ids = new Set(given.map(({ commandId }) => commandId));
    expect(ids.size).toBe(6);
    expect(given).toContainEqual({
      ...{ category: 'decision', id: 'd5', by: { person: 'system:probe' }, commandId: expect.any(String) },
      command: {
        type: 'ProbePage',
        data: { step: page.step, on: '2026-03-20', found: false, reason: 'HTTP 502' },
      },
    });
  });
  it('goes on past a stream that refuses, and stops at a fault', async () => {
    let told = 0;
    const refusing = () => {
      told += 1;
      return invalid('decision.x', '否', 'no');
    };
    await probePages({ due, day: '2026-03-20', ask, execute: refusing });
    expect(told).toBe(6);
    const broken = () => Promise.reject(new Error('the log is away'));
    await expect(probePages({ due, day: '2026-03-20', ask, execute: broken })).rejects.toThrow('is away');
  });
});
