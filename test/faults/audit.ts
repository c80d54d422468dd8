import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DecisionTables } from '#decision';
import { codec, uuidV5, type Log } from '#eventing';
import { fileGroupSize, noticeReactors } from '#notices';
import { rebuild, waitFor, type ReadModels } from '#read-models';
import type { Session } from '../../apps/cli/src/session.js';
import { views } from '../../apps/cli/src/views.js';
import type { OpenMatter } from '../stack/council.js';
import type { Acknowledged } from './voters.js';

type VoteInLog = Readonly<{ person: string; revision: number; position: string }>;

async function votesIn(log: Log, decision: string): Promise<readonly VoteInLog[]> {
  const found: VoteInLog[] = [];
  for await (const { type, data, revision, position } of log.read(`decision-${decision}`))
    if (type === 'VoteCast') found.push({ person: (data as { person: string }).person, revision, position });
  return found;
}

/** Every vote as it stands in the log; throws nothing: the spec compares. */
export async function auditVotes(
  log: Log,
  matters: readonly OpenMatter[],
  acknowledged: readonly Acknowledged[],
): Promise<Readonly<{ lost: readonly Acknowledged[]; doubled: readonly string[]; recorded: number }>> {
  const lost: Acknowledged[] = [];
  const doubled: string[] = [];
  let recorded = 0;
  for (const { decision } of matters) {
    const votes = await votesIn(log, decision);
    recorded += votes.length;
    const persons = new Set(votes.map(({ person }) => person));
    if (persons.size < votes.length) doubled.push(decision);
    for (const told of acknowledged.filter((one) => one.decision === decision)) {
      const there = votes.find(({ person }) => person === told.person);
      if (there?.revision !== told.revision || there.position !== told.position) lost.push(told);
    }
  }
  return { lost, doubled, recorded };
}

/** Waits until the read models stand at the log's end; gives the decisions whose ballot row differs from the log. */
export async function ballotsThatDiffer(
  log: Log,
  models: ReadModels,
  matters: readonly OpenMatter[],
  timeoutMs = 60_000,
): Promise<readonly string[]> {
  await waitFor(models, await log.end(), { timeoutMs });
  const differ: string[] = [];
  for (const { decision } of matters) {
    const row = await models
      .tables<DecisionTables>()
      .selectFrom('ballot_v1')
      .select('votes')
      .where('ballot', '=', `${decision}:1`)
      .executeTakeFirstOrThrow();
    const inLog = (await votesIn(log, decision)).map(({ person }) => person);
    if (Object.keys(row.votes).sort().join() !== inLog.sort().join()) differ.push(decision);
  }
  return differ;
}

/** Builds every view anew beside the one that serves; gives those whose rows differ. */
export async function viewsThatDiffer(
  { log, keys }: Session,
  models: ReadModels,
): Promise<readonly string[]> {
  await waitFor(models, await log.end(), { timeoutMs: 60_000 });
  const { decode } = codec(keys);
  const differ: string[] = [];
  for (const view of views) {
    const { same, rows, rowsBefore } = await rebuild({ log, db: models, view, decode });
    if (!same) differ.push(`${view.name}: ${rowsBefore} rows served, ${rows} rebuilt`);
  }
  return differ;
}

/** Streams of batches by how they stand. */
export async function batchesIn(
  log: Log,
): Promise<Readonly<{ open: readonly string[]; ended: readonly string[] }>> {
  const opened = new Set<string>();
  const ended = new Set<string>();
  for await (const { stream, type } of log.readAll({ categories: ['noticeBatch'] }))
    if (type === 'BatchOpened') opened.add(stream);
    else if (type === 'BatchDone' || type === 'BatchLapsed') ended.add(stream);
  return { open: [...opened].filter((stream) => !ended.has(stream)), ended: [...ended] };
}

/** Notices and batches that an event after a position calls for and that are not in the log. */
export async function notRaised(log: Log, after = '0'): Promise<readonly string[]> {
  const reactors = noticeReactors({ idOf: uuidV5, channel: { name: 'file', groupSize: fileGroupSize } });
  const there = new Set<string>();
  const called = new Set<string>();
  for await (const event of log.readAll()) {
    there.add(event.stream);
    if (BigInt(event.position) <= BigInt(after)) continue;
    const [category = ''] = event.stream.split('-', 1);
    for (const { react } of reactors.filter((one) => one.categories.includes(category)))
      for (const { category: to, id } of react(event)) called.add(`${to}-${id}`);
  }
  return [...called].filter((stream) => !there.has(stream));
}

/** Waits until no batch is open and the log stands still; throws with those that are left. */
export async function untilAllTold(log: Log, timeoutMs: number): Promise<readonly string[]> {
  const until = performance.now() + timeoutMs;
  let before = '';
  for (;;) {
    const end = await log.end();
    const { open, ended } = await batchesIn(log);
    if (open.length === 0 && end === before) return ended;
    if (performance.now() > until)
      throw new Error(`after ${timeoutMs} ms ${open.length} batches are open: ${open.join()}`);
    before = end;
    await sleep(300);
  }
}

/** From the files of the channel: who was told the same notice again without the mark "possibly twice". */
export function toldTwice(folder: string): readonly string[] {
  const told = new Set<string>();
  const twice: string[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.txt'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const marked = text.includes('you may have got this notice before');
    const notice = /notice: (\S+)/.exec(text)?.[1];
    const persons =
      text
        .split(/told \(\d+\):\n/)[1]
        ?.trim()
        .split('\n') ?? [];
    for (const person of persons) {
      const key = `${notice} ${person}`;
      if (told.has(key) && !marked) twice.push(key);
      told.add(key);
    }
  }
  return twice;
}
