import { createWriteStream, renameSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { conflict, missing } from '#kernel';
import { codec } from '#eventing';
import { connectReadModels, rebuild, RebuildFailed } from '#read-models';
import type { Given } from './commands.js';
import { exportDecision } from './export.js';
import { communityState } from '../../api/src/history/community-state.js';
import { differenceIn, replay } from '../../api/src/history/replay.js';
import { databaseUrl } from './database-url.js';
import type { Folder } from './folder.js';
import { progress } from './progress.js';
import { sayLine, streamOf } from './replay.js';
import { openSession } from './session.js';
import { views } from './views.js';

const first = ({ args }: Given): string => args[0] as string;

/** `siyi replay`: the history of a stream, for people or (--json) as JSON lines. */
export async function replayCommand(given: Given, folder: Folder): Promise<number> {
  const session = await openSession(folder);
  try {
    if (given.from !== undefined) {
      const { from, to } = given;
      const found = await differenceIn(session, streamOf(first(given)), {
        from,
        ...(to === undefined ? {} : { to }),
      });
      const { events, changes } = found;
      if (given.json) console.log(JSON.stringify(found));
      else console.log([`${found.from} → ${found.to}: ${events.join(', ')}`, ...changes].join('\n'));
      return 0;
    }
    const bar = progress('log');
    const total = Number(await session.log.end());
    const led = given.led === undefined ? undefined : (position: number): void => bar.at(position, total);
    for await (const line of replay(session, streamOf(first(given)), { to: given.to, led })) {
      if (led !== undefined && line.revision === 0) bar.end();
      console.log(given.json ? JSON.stringify(line) : sayLine(line));
    }
    return 0;
  } finally {
    await session.close();
  }
}

/** `siyi state`: a whole community as it stood; a line of JSON for each stream, or (for people) its place and phase. */
export async function stateCommand(given: Given, folder: Folder): Promise<number> {
  const session = await openSession(folder);
  try {
    const bar = progress('log');
    const total = Number(await session.log.end());
    const onEvent = (position: number): void => bar.at(position, total);
    const states = await communityState(session, first(given), { to: given.to, onEvent });
    bar.end();
    for (const one of states) {
      const { phase, status, title } = one.state as Readonly<Record<string, unknown>>;
      const words = [phase ?? status, title].filter((word) => typeof word === 'string');
      console.log(
        given.json
          ? JSON.stringify(one)
          : [one.stream, `@${one.revision}`, one.at, one.type, ...words].join('  '),
      );
    }
    return 0;
  } finally {
    await session.close();
  }
}

/** `siyi export`: every event of a decision and its sittings as JSON lines; a file is complete or not there. */
export async function exportCommand(given: Given, folder: Folder): Promise<number> {
  const session = await openSession(folder);
  async function* lines(): AsyncGenerator<string> {
    for await (const event of exportDecision(session, first(given))) yield `${JSON.stringify(event)}\n`;
  }
  try {
    if (given.out === undefined) for await (const line of lines()) process.stdout.write(line);
    else {
      const draft = `${given.out}.draft`;
      await pipeline(lines(), createWriteStream(draft, { mode: 0o600 }));
      renameSync(draft, given.out);
    }
    return 0;
  } finally {
    await session.close();
  }
}

/** `siyi rebuild`: builds a view anew from the log beside the old one and switches. */
export async function rebuildCommand(given: Given, folder: Folder): Promise<number> {
  const name = first(given);
  const view = views.find((one) => one.name === name);
  const known = views.map((one) => one.name).join(', ');
  if (view === undefined)
    return missing(
      'cli.unknownView',
      `没有读模型 ${name};有 ${known}。`,
      `No view ${name}; there are ${known}.`,
    );
  const readModels = connectReadModels(databaseUrl(folder));
  const session = await openSession(folder);
  const bar = progress(name);
  try {
    const { decode } = codec(session.keys);
    const onProgress = ({ position, until }: { position: string; until: string }): void =>
      bar.at(Number(position), Number(until));
    const result = await rebuild({ view, decode, log: session.log, db: readModels, onProgress });
    bar.end();
    console.log(JSON.stringify(result));
    return 0;
  } catch (error) {
    if (!(error instanceof RebuildFailed)) throw error;
    return conflict(
      'cli.rebuildFailed',
      `读模型 ${name} 不能重建,原来的未动:${error.message}`,
      `The view ${name} cannot be rebuilt, the old one stays: ${error.message}`,
    );
  } finally {
    await readModels.close();
    await session.close();
  }
}
