import { people, Realm, type Answer } from '../stack/realm.js';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00');
}, 120_000);
afterAll(() => realm.stop(), 30_000);

const get = (path: string): Promise<Answer> => realm.send(path, { method: 'GET' });
const scripts = (policy: string): string | undefined => /script-src ([^;]*)/.exec(policy)?.[1];

it('every answer, of whatever kind, is for nobody’s frame, loads nothing by default and is what it says', async () => {
  const answers: Readonly<Record<string, Answer>> = {
    api: await get('session'),
    refusal: await get('me'),
    missing: await get('no/such/route'),
    document: await get('openapi.json'),
    docs: await get('docs'),
    command: await realm.send('decisions', { person: people.chair, body: {} }),
    page: await get('/'),
    style: await get('/assets/pages.css'),
    app: await get('/app'),
    'app below': await get('/app/matters/x'),
    health: await get('/health/live'),
  };
  for (const [name, { headers }] of Object.entries(answers)) {
    const policy = headers.get('content-security-policy') ?? '';
    expect({ [name]: policy }).toEqual({
      [name]: expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    });
    expect({ [name]: scripts(policy) ?? "'none'" }).toEqual({
      [name]: ['app', 'app below', 'docs'].includes(name) ? "'self'" : "'none'",
    });
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|nonce)|\*/);
    expect({ [name]: headers.get('x-content-type-options') }).toEqual({ [name]: 'nosniff' });
    expect(headers.get('x-powered-by')).toBeNull();
  }
  const [one, two] = [answers['app'], await get('/app')].map(
    (answer) => /nonce-([\w+/=]+)/.exec(answer?.headers.get('content-security-policy') ?? '')?.[1],
  );
  expect(one).not.toBe(two);
  expect(String(answers['app']?.json['text'])).toContain(`content="${one}"`);
});
