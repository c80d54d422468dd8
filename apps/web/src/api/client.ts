import createClient from 'openapi-fetch';
import type { paths } from './schema';
import type { Text } from '../frame/i18n';

/** Who this browser is signed in as; `csrf` shows the API that a page of its own asks. `today`: the engine's day. */
export type Session = Readonly<{
  person: string | null;
  csrf: string | null;
  today: string;
  byProvider: boolean;
}>;

/** An answer that says no: what is wrong, which article says so, what to do; in both languages. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
    readonly article: string | undefined,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${text.en}`);
  }
}

const unknownText: Text = { zh: '服务暂时没有回应。', en: 'The service does not answer.' };

type Problem = Readonly<{
  status?: number;
  code?: string;
  text?: Text;
  article?: string;
  details?: Record<string, unknown>;
}>;

const refusedBy = (status: number, problem: unknown): Refused => {
  const { code = 'none', text = unknownText, article, details } = (problem ?? {}) as Problem;
  return new Refused(status, code, text, article, details);
};

/** What an answer says; throws Refused where it says no, whatever a proxy may have put in its place. */
async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const says = response.headers.get('content-type')?.includes('json') ?? false;
  throw refusedBy(response.status, says ? await response.json() : undefined);
}

let csrf: string | null = null;
/** The newest log position that this browser has written or heard of: whatever it reads from then on shows it. */
let known = 0n;

/** Whatever is read from now on shows at least this log position. */
export const seen = (position: string): void => {
  if (BigInt(position) > known) known = BigInt(position);
};

/** Remembers the token that is sent with every command. */
export const holdToken = (session: Session): void => {
  csrf = session.csrf;
};

/** The typed client of the routes, by the document of the API. */
export const api = createClient<paths>({ baseUrl: '/' });
api.use({
  onRequest({ request }) {
    if (csrf !== null) request.headers.set('X-CSRF-Token', csrf);
    return request;
  },
});

/** Reads below `/api`; throws Refused. */
export async function read<T>(path: string): Promise<T> {
  const atLeast = known === 0n ? '' : `${path.includes('?') ? '&' : '?'}atLeast=${known}`;
  return answered<T>(await fetch(`/api/${path}${atLeast}`, { headers: { accept: 'application/json' } }));
}

/** Whether asking again may help: the service is away, or no answer came. */
export const mayPass = (error: unknown): boolean =>
  error instanceof Refused ? error.status >= 502 && error.status <= 504 : error instanceof TypeError;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What a command answers. `code`: of a slip that was issued; `asked`: nothing was recorded. */
export type Recorded = Readonly<{
  id: string;
  revision: number;
  position: string;
  events: readonly string[];
  asked?: boolean;
  code?: string;
}>;

/** Paths of commands. */
export type CommandPath = {
  [P in keyof paths]: paths[P] extends { post: object } ? P : never;
}[keyof paths];

export type Command = Readonly<{ path: CommandPath; at?: Readonly<Record<string, string>>; body?: object }>;

type Giving = Readonly<{
  /** The same key is the same command: it is recorded once, however often it is sent. */
  key?: string;
  /** Only whether it would be accepted. */
  ask?: boolean;
  /** Told before each new try of a command whose answer did not come. */
  waiting?: (tries: number) => void;
}>;

/** Sends one request to a route of commands, once; throws Refused, and TypeError where no answer came. */
export async function post<T>(
  { path, at = {}, body = {} }: Command,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  // the paths are checked by their type; each body is what its own form makes, and judged by the API
  const send = api.POST as (
    path: string,
    init: object,
  ) => Promise<{
    data?: unknown;
    error?: unknown;
    response: Response;
  }>;
  const { data, error, response } = await send(path, { params: { path: at }, body, headers });
  if (!response.ok) throw refusedBy(response.status, error);
  return data as T;
}

/**
 * Gives a command. While no answer comes it is sent again under the same key, so that a bad network neither loses nor
 * doubles it; a refusal is thrown.
 */
export async function give(command: Command, { key, ask, waiting }: Giving = {}): Promise<Recorded> {
  const headers = {
    'Idempotency-Key': key ?? crypto.randomUUID(),
    ...(ask ? { 'Siyi-Ask': 'only' } : {}),
  };
  for (let tries = 1; ; tries += 1)
    try {
      const recorded = await post<Recorded & Readonly<{ refused?: Problem }>>(command, headers);
      if (recorded.refused !== undefined) throw refusedBy(recorded.refused.status ?? 0, recorded.refused);
      if (!ask) seen(recorded.position);
      return recorded;
    } catch (error) {
      if (!mayPass(error) || (ask && tries > 2)) throw error;
      waiting?.(tries);
      await pause(Math.min(1000 * 2 ** (tries - 1), 10_000));
    }
}

/** Sends a file to the upload store and gives the hash by which it is known. */
export async function upload(file: Blob): Promise<string> {
  const response = await fetch('/api/attachments', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      ...(csrf === null ? {} : { 'X-CSRF-Token': csrf }),
    },
    body: file,
  });
  return (await answered<Readonly<{ hash: string }>>(response)).hash;
}
