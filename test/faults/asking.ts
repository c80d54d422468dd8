import { signToken } from '../../apps/cli/src/tokens.js';
import type { Folder } from '../../apps/cli/src/folder.js';

/** What came back. */
export type Answered = Readonly<{
  status: number;
  headers: Headers;
  body: Readonly<Record<string, unknown>> & {
    code?: string;
    article?: string;
    revision?: number;
    position?: string;
    detail?: string;
    text?: Readonly<{ zh: string; en: string }>;
  };
  ms: number;
}>;

type Asked = Readonly<{
  person?: string;
  body?: object;
  key?: string;
  ifMatch?: number;
  patience?: number;
}>;

export type Ask = (url: string, asked?: Asked) => Promise<Answered>;

/** Asks as people do, with a token of the person; POST with a body, else GET. Throws when the connection breaks. */
export function asking(folder: Folder): Ask {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const token =
      tokens.get(person) ?? signToken(folder, person, `test-${person}`, 12).then((signed) => signed.token);
    tokens.set(person, token);
    return token;
  };
  return async (url, { person, body, key, ifMatch, patience = 15_000 } = {}) => {
    const token = person === undefined ? undefined : await tokenOf(person);
    const began = performance.now();
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told = (await answer.json()) as Answered['body'];
    return { status: answer.status, headers: answer.headers, body: told, ms: performance.now() - began };
  };
}

export const yes = { paper: { kind: 'yesNo', choice: 'yes' } } as const;

/** Where a vote on the first ballot of a decision goes. */
export const votesOf = (api: string, decision: string): string =>
  `${api}/api/decisions/${decision}/ballots/1/votes`;
