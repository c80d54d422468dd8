import { request as plainly } from 'node:http';
import { request as securely } from 'node:https';
import { guardedLookup, mustBeReachable, type Reachable } from './reachable.js';

/** A call to a provider. `timeOut`: milliseconds for all of it; `most`: bytes of the answer that are read. */
export type Call = Readonly<{
  url: URL;
  method: 'GET' | 'POST' | 'PUT';
  headers: Readonly<Record<string, string>>;
  body?: string;
  timeOut: number;
  most?: number;
  reachable: Reachable;
  /** PEM of the authority that signed the provider's certificate, when the system does not trust it. */
  authority?: string;
}>;

/** What came back. `whole` is false when the body was longer than is read. */
export type Answer = Readonly<{
  status: number;
  retryAfter: string | undefined;
  body: string;
  whole: boolean;
}>;

/** No answer came. `begun`: the request may have arrived. The cause is kept out of the message: it may quote the URL. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    readonly code: string,
    readonly begun: boolean,
  ) {
    super(`no answer: ${code}`);
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

/**
 * Calls once: no redirect is followed, no connection is kept, no more than `most` bytes are read, and the address is
 * judged after its name was resolved. Throws NoAnswer, and nothing else.
 */
export async function call({
  url,
  method,
  headers,
  body,
  timeOut,
  most = 65_536,
  ...more
}: Call): Promise<Answer> {
  let begun = false;
  try {
    mustBeReachable(url, more.reachable);
    const secure = url.protocol === 'https:';
    return await new Promise<Answer>((resolve, reject) => {
      const bytes = body === undefined ? undefined : Buffer.from(body, 'utf8');
      const request = (secure ? securely : plainly)(url, {
        ...{ method, agent: false, signal: AbortSignal.timeout(Math.floor(timeOut)) },
        headers: { ...headers, ...(bytes === undefined ? {} : { 'content-length': String(bytes.length) }) },
        lookup: guardedLookup(more.reachable, secure),
        ...(more.authority === undefined ? {} : { ca: more.authority }),
      });
      request.on('error', reject);
      request.on('socket', (socket) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          begun = true;
        });
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        const end = (whole: boolean): void => {
          const { statusCode: status = 0, headers: got } = response;
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status, retryAfter: got['retry-after'], body: text, whole });
          request.destroy();
        };
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > most) end(false);
          else chunks.push(chunk);
        });
        response.on('end', () => end(response.complete));
        response.on('error', reject);
      });
      request.end(bytes);
    });
  } catch (error) {
    const code = error instanceof Error && error.name === 'TimeoutError' ? 'ETIMEDOUT' : codeOf(error);
    throw new NoAnswer(code === 'ABORT_ERR' ? 'ETIMEDOUT' : code, begun);
  }
}
