import { missing, type Recorded } from '#kernel';
import type { Session } from './session.js';

/** Whether a sitting was called for this decision; it may have ended without a ballot, which counts all the more. */
const calledFor = (event: Recorded, decision: string): boolean =>
  event.type === 'SittingConvened' &&
  (event.data as { items: readonly { decision: string }[] }).items.some((item) => item.decision === decision);

async function sittingsFor(session: Session, decision: string): Promise<readonly string[]> {
  const found: string[] = [];
  const caughtUp = new AbortController();
  const { signal } = caughtUp;
  for await (const step of session.log.follow({ after: 'start', categories: ['sitting'], signal })) {
    if (step.kind === 'event' && calledFor(step.event, decision)) found.push(step.event.stream);
    if (step.kind === 'caughtUp') caughtUp.abort();
  }
  return found;
}

/** Everything of a decision: its stream and the streams of its sittings, each event as it lies in the log. */
export async function* exportDecision(session: Session, decision: string): AsyncGenerator<Recorded> {
  let found = false;
  for await (const event of session.log.read(`decision-${decision}`)) {
    found = true;
    yield event;
  }
  if (!found) missing('cli.noDecision', `没有事项 ${decision}。`, `There is no decision ${decision}.`);
  for (const sitting of await sittingsFor(session, decision)) yield* session.log.read(sitting);
}
