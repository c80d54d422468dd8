import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, type EventData, type JSONType } from '@eventstore/db-client';
import type { Log } from '#eventing';
import type { Recorded } from '#kernel';
import { dayOf } from '#procedure';
import type { Session } from '../../apps/cli/src/session.js';
import { formCouncil, openMatters, type Council } from '../stack/council.js';
import { callers } from './callers.js';
import type { Client } from './client.js';

const sittings = 2;
const perSitting = 5;

/** Decides some matters by the commands that people give: convened, opened, 30 votes each, closed. */
async function decide({ engine }: Session): Promise<Council> {
  const day = dayOf(new Date().toISOString());
  const council = await formCouncil(engine, { name: 'log of decisions', day });
  const open = { prefix: '样本', count: sittings * perSitting, day, perSitting };
  const matters = await openMatters(engine, council, open);
  const give = (decision: string, person: string, type: string, more: object) =>
    engine.execute({
      ...{ category: 'decision', id: decision, by: { person }, commandId: randomUUID() },
      command: { type, data: { ballot: 1, ...more } },
    });
  for (const { decision, voters } of matters) {
    for (const voter of voters)
      await give(decision, voter, 'CastVote', { paper: { kind: 'yesNo', choice: 'yes' } });
    await give(decision, council.teller, 'CloseBallot', {});
  }
  return council;
}

async function decided(log: Log): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of log.readAll({ categories: ['decision', 'sitting'] })) events.push(event);
  return events;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same events with other decisions and sittings, and in another community; persons and bodies stay. */
function copied(events: readonly Recorded[], community: readonly [from: string, to: string]) {
  const own = new Map([
    ...events.map(({ stream }) => [stream.slice(stream.indexOf('-') + 1), randomUUID() as string] as const),
    community,
  ]);
  const renamed = (text: string): string => text.replace(uuid, (id) => own.get(id) ?? id);
  const again = (value: unknown): JSONType => JSON.parse(renamed(JSON.stringify(value))) as JSONType;
  const streams = new Map<string, EventData[]>();
  for (const { stream, type, data, metadata } of events) {
    const list = streams.get(renamed(stream)) ?? [];
    list.push(jsonEvent({ id: randomUUID(), type, data: again(data), metadata: again(metadata) as never }));
    streams.set(renamed(stream), list);
  }
  return streams;
}

/** So many matters are under way at once, as where many bodies vote in one week. */
const together = 200;

/** Fills a log with decided matters until it holds so many events: a few by command, the rest copies of them, in these communities by turns. */
export async function fillWithDecisions(
  session: Session,
  client: Client,
  wanted: number,
  say: (what: string) => void,
  communities: readonly string[] = [],
): Promise<void> {
  const { community } = await decide(session);
  const template = await decided(session.log);
  let there = Number(await session.log.end());
  let made = 0;
  while (there < wanted) {
    const copies = Math.ceil(
      Math.min(together / (sittings * perSitting), (wanted - there) / template.length),
    );
    const streams = Array.from({ length: copies }, () => {
      made += 1;
      return [...copied(template, [community, communities[made % communities.length] ?? community])];
    }).flat();
    const longest = Math.max(...streams.map(([, events]) => events.length));
    for (let at = 0; at < longest; at += 1) {
      const next = streams.filter(([, events]) => at < events.length);
      await callers(64, { times: next.length }, (_, nth) => {
        const [stream, events] = next[nth] as (typeof next)[number];
        const expectedRevision = at === 0 ? NO_STREAM : BigInt(at - 1);
        return client.appendToStream(stream, events[at] as EventData, { expectedRevision });
      });
    }
    there += copies * template.length;
    say(`${there} events`);
  }
}
