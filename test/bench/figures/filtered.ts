import { rmSync } from 'node:fs';
import { START, streamNameFilter } from '@eventstore/db-client';
import type { Client } from '../client.js';
import type { Figure } from '../figure.js';
import { inTurn } from '../in-turn.js';
import { line } from '../line.js';
import { rare } from '../logs.js';
import { startNode } from '../node.js';
import { median, timed, type Sample } from '../sample.js';

/** A subscription from the start of the log to the events of one category, until it says that it has caught up. */
const catchingUp = (client: Client, category: string) => (): Promise<Sample> =>
  timed(async () => {
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: [`${category}-`], checkpointInterval: 32 }),
    });
    let events = 0;
    subscription.on('data', () => (events += 1));
    await new Promise((resolve, reject) => {
      subscription.once('caughtUp', resolve);
      subscription.once('error', reject);
    });
    await subscription.unsubscribe();
    return events;
  });

const secondsOf = (samples: readonly Sample[]): number => median(samples.map(({ seconds }) => seconds));

/** Filtered catch-up at one size of the log against the number of matching events: ten times as many, ten times as long. */
export const filtered: Figure = async ({ size: { events, rounds }, logs }) => {
  const folder = await logs.copy(events);
  const node = await startNode(folder);
  try {
    const names = Object.keys(rare).toReversed();
    const ways = Object.fromEntries(names.map((name) => [name, catchingUp(node.client(), name)]));
    await inTurn(1, ways);
    const taken = await inTurn(rounds, ways);
    const found = names.map((name) => ({
      matching: taken[name]?.[0]?.done ?? 0,
      seconds: secondsOf(taken[name] ?? []),
    }));
    return found.slice(1).map((more, nth) => {
      const fewer = found[nth] as (typeof found)[number];
      return line({
        figure: 'filtered',
        what: `time per match, ${more.matching} of ${events} events match / ${fewer.matching} match`,
        ...{ value: more.seconds / more.matching / (fewer.seconds / fewer.matching), unit: 'ratio' },
        beside: { moreMs: more.seconds * 1000, fewerMs: fewer.seconds * 1000 },
        aim: { most: 1.2 },
      });
    });
  } finally {
    await node.stop();
    rmSync(folder, { recursive: true });
  }
};
