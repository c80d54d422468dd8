import { admissionClocks, dueExpiries, type AdmissionTables } from '#admission';
import { communityClocks, villages, type CommunityTables } from '#community';
import { decisionClocks, dueTimers, type DecisionTables } from '#decision';
import { uuidV5, type Clock } from '#eventing';
import {
  dueClockNotices,
  dueDigests,
  dueDisclosures,
  dueReminders,
  listSubscribers,
  noticeSweep,
  openBatches,
  type NoticeQueue,
  type NoticeTables,
} from '#notices';
import { dayOf } from '#procedure';
import type { ExecuteCommand, ReadModels } from '#read-models';
import { sweepTimers, type DueTimer } from '../../projector/src/index.js';

/** Every timer that is due: of decisions, admissions that expire, and what somebody must be told of. */
async function dueAt(db: ReadModels, now: string): Promise<readonly DueTimer[]> {
  const day = dayOf(now);
  const [notices, decisions] = [db.tables<NoticeTables>(), db.tables<DecisionTables>()];
  const communities = db.tables<CommunityTables>();
  const clocks = [
    ...(await admissionClocks(db.tables<AdmissionTables>(), day)),
    ...(await decisionClocks(decisions, day, await villages(communities))),
    ...(await communityClocks(communities, day)),
  ];
  const toTell = [
    ...(await dueReminders(notices, day, uuidV5)),
    ...(await dueClockNotices(notices, clocks, day, uuidV5)),
    ...(await dueDisclosures(notices, now, uuidV5)),
    ...(await dueDigests(notices, now, uuidV5)),
  ];
  return [
    ...(await dueExpiries(db.tables<AdmissionTables>(), day)),
    ...(await dueTimers(decisions, day)),
    ...toTell.map(({ id, category, stream, command }) => ({ category, id: stream, command, key: id })),
  ];
}

export type SweepParts = Readonly<{
  db: ReadModels;
  execute: ExecuteCommand;
  clock: Clock;
  queue: Pick<NoticeQueue, 'revive'>;
}>;

/** The one sweep: asks what is due, gives every open batch a living job, and lists the followers of what was disclosed. */
export function sweepOf({ db, execute, clock, queue }: SweepParts): () => Promise<void> {
  const notices = db.tables<NoticeTables>();
  const queued = noticeSweep({ queue, openBatches: () => openBatches(notices) });
  const by = { person: 'system:timer' };
  return async () => {
    await sweepTimers({ due: () => dueAt(db, clock.now()), execute });
    await queued();
    await listSubscribers({ db: notices, idOf: uuidV5, execute: (one) => execute({ ...one, by }) });
  };
}
