import type { PageDue } from '#decision';
import { uuidV5 } from '#eventing';
import { Rejection, type Addressed } from '#kernel';
import type { ExecuteCommand } from '#read-models';

/** What asking found: the posting stands on the page, or why not. */
export type Found = Readonly<{ found: true }> | Readonly<{ found: false; reason: string }>;

const most = 4_000_000;
const patience = 10_000;
const atOnce = 4;

type Page = Readonly<{ postings?: readonly (Omit<PageDue, 'decision'> & Readonly<{ void: boolean }>)[] }>;

/** Asks for a decision's page where the public does, without an account; follows no redirect, reads 4 MB at most, waits 10 s. */
export async function askPage(publicUrl: string, { decision, step, from }: PageDue): Promise<Found> {
  try {
    const answer = await fetch(`${publicUrl.replace(/\/$/, '')}/api/decisions/${decision}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      return { found: false, reason: `HTTP ${answer.status}` };
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length;
      if (bytes > most) return { found: false, reason: 'too long' };
      chunks.push(chunk);
    }
    const { postings = [] } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Page;
    const there = postings.some((one) => one.step === step && one.from === from && !one.void);
    return there ? { found: true } : { found: false, reason: 'not on the page' };
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string } };
    return { found: false, reason: (cause?.code ?? (name === 'Error' ? message : name)).slice(0, 100) };
  }
}

/** What a round of asking came to. */
export type Probed = Readonly<{ asked: number; notFound: number }>;

/**
 * Asks for each page that is to show a posting on this day, a few at once, and tells its stream by a command; what was not
 * found is asked again in the next round. A refusal means that the stream knows better.
 */
export async function probePages({
  due,
  day,
  ask,
  execute,
}: Readonly<{
  due: readonly PageDue[];
  day: string;
  ask: (page: PageDue) => Promise<Found>;
  execute: ExecuteCommand;
}>): Promise<Probed> {
  const waiting = [...due];
  let notFound = 0;
  const one = async (page: PageDue): Promise<void> => {
    const answer = await ask(page);
    if (!answer.found) notFound += 1;
    const { decision, step } = page;
    const reason = answer.found ? null : answer.reason;
    const data = { step, on: day, found: answer.found, reason };
    const asked: Addressed = { category: 'decision', id: decision, command: { type: 'ProbePage', data } };
    const commandId = uuidV5(`probe ${decision} ${step} ${page.from} ${day} ${answer.found}`);
    try {
      await execute({ ...asked, by: { person: 'system:probe' }, commandId });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  };
  const work = async (): Promise<void> => {
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) await one(page);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { asked: due.length, notFound };
}
