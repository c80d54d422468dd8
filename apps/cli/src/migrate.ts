import { readFileSync } from 'node:fs';
import { copyLog, type Copied, type CopyOptions } from '#eventing';
import { invalid } from '#kernel';
import type { Given } from './commands.js';
import { progress } from './progress.js';

/** An address as given, or the first line of the file named by `@file`: a password on a command line is seen by all. */
function addressOf(given: string): string {
  const address = given.startsWith('@') ? readFileSync(given.slice(1), 'utf8').trim() : given;
  if (/^esdb(\+discover)?:\/\/\S+$/.test(address)) return address;
  return invalid(
    'cli.badAddress',
    `应给出日志库地址 esdb://…,或写有地址的文件 @文件。`,
    `Name the address of an event store, esdb://…, or a file that holds it, @file.`,
  );
}

/** Copies a log and shows how far it is. */
export async function copyWithBars(options: Omit<CopyOptions, 'onProgress'>): Promise<Copied> {
  const bars = { copy: progress('复制 copy'), compare: progress('比对 compare') };
  const onProgress: CopyOptions['onProgress'] = (what, position, end) =>
    bars[what].at(Number(position), Number(end));
  const copied = await copyLog({ ...options, onProgress });
  for (const bar of Object.values(bars)) bar.end();
  return copied;
}

/** `siyi migrate`: copies a log event by event into another event store, compares, and says what it did. */
export async function migrate({ args, json }: Given): Promise<number> {
  const [from, to] = args.map(addressOf) as [string, string];
  if (from === to)
    invalid('cli.sameAddress', '源与目标是同一地址。', 'Source and target are the same address.');
  const began = performance.now();
  const copied = await copyWithBars({ from, to });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    json
      ? JSON.stringify({ ...copied, seconds })
      : `两边相同 the same on both sides: ${copied.events} 个事件 events, ${copied.streams} 条流 streams, 本次复制 copied now ${copied.copied}, SHA-256 ${copied.hash}, ${seconds} s`,
  );
  return 0;
}
