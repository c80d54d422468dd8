import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL took a question and says nothing: it stands still, or the line to it is dead. */
export class Silent extends Error {
  override readonly name = 'Silent';
}

/** What a reader waits for at most (ms), far beyond what a query takes. */
const patience = 10_000;

/** The answer, or `Silent`; what was asked goes on unseen and gives its connection back when it ends. */
export async function answered<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(patience, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Silent(`PostgreSQL did not answer within ${patience} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
