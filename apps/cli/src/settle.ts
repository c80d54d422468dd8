import { openBatches, type NoticeTables } from '#notices';
import type { ReadModels } from '#read-models';
import type { Projector } from '../../projector/src/index.js';

const patience = 5_000;

/** Waits until no notice has somebody waiting: what was raised before a move must not lapse by it. */
async function told(db: ReadModels): Promise<void> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    if ((await openBatches(db.tables<NoticeTables>())).length === 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Before the clock is moved: views and reactors stand at the log's end, and the notices are out. */
export async function beforeMove(projector: Projector, db: ReadModels): Promise<void> {
  await projector.settled();
  await told(db);
}

/** After the clock was moved: everything that is due has been asked, and what followed is shown. */
export async function afterMove(projector: Projector): Promise<void> {
  await projector.sweepNow();
  await projector.settled();
}
