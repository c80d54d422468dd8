import type { Played } from '../../../test/scenarios/index.js';
import type { Session } from './session.js';

/** What a demo came to; the last line of `--json`. */
export type Summary = Readonly<{
  decisions: number;
  events: number;
  verdicts: Readonly<Record<string, Readonly<{ carried: number; notCarried: number }>>>;
  filed: number;
  failed: readonly string[];
  expectations: number;
  notices: Readonly<Record<string, number>>;
  seconds: number;
}>;

type Counted = { decisions: number; events: number; filed: number; notices: Record<string, number> };

/** Counts the log itself: what is not there did not happen. */
async function count(session: Session): Promise<Counted> {
  const counted: Counted = {
    decisions: 0,
    events: 0,
    filed: 0,
    notices: { raised: 0, sent: 0, failed: 0, lapsed: 0, possiblyTwice: 0 },
  };
  const add = (name: string, more: number): void => {
    counted.notices[name] = (counted.notices[name] ?? 0) + more;
  };
  for await (const { type, data } of session.log.readAll()) {
    counted.events += 1;
    if (type === 'DecisionOpened') counted.decisions += 1;
    else if (type === 'FileClosed') counted.filed += 1;
    else if (type === 'NoticeRaised') add('raised', 1);
    else if (type === 'BatchDone') {
      const { sent, failed, possiblyTwice } = data as { sent: number; failed: number; possiblyTwice: number };
      add('sent', sent);
      add('failed', failed);
      add('possiblyTwice', possiblyTwice);
    } else if (type === 'BatchLapsed')
      add('lapsed', (data as { recipients: readonly string[] }).recipients.length);
  }
  return counted;
}

/** Waits until no notice is open any more, at most half a minute. */
async function untilTold(session: Session): Promise<Counted> {
  let before = await count(session);
  for (let turn = 0; turn < 60; turn += 1) {
    await new Promise((done) => setTimeout(done, 500));
    const now = await count(session);
    if (now.events === before.events) return now;
    before = now;
  }
  return before;
}

/** The summary of a playing that began at that moment. */
export async function summaryOf(session: Session, played: Played, startedAt: number): Promise<Summary> {
  const verdicts: Record<string, { carried: number; notCarried: number }> = {};
  for (const { step, carried } of played.rulings) {
    const of = (verdicts[step] ??= { carried: 0, notCarried: 0 });
    of[carried ? 'carried' : 'notCarried'] += 1;
  }
  const failed = [
    ...played.failed.map(({ scenario, error }) => `${scenario}: ${error}`),
    ...played.checked.filter(({ ok }) => !ok).map(({ scenario, what }) => `${scenario}: ${what}`),
  ];
  const { decisions, events, filed, notices } = await untilTold(session);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const expectations = played.checked.length;
  return { decisions, events, verdicts, filed, failed, expectations, notices, seconds };
}
