import 'reflect-metadata';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { figures } from './figures.js';
import type { Line } from './line.js';
import { Logs } from './logs.js';
import { sizeOf } from './size.js';
import { tableOf } from './table.js';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const chosen = values.only?.flatMap((names) => names.split(',')) ?? Object.keys(figures);
const unknown = chosen.filter((name) => !(name in figures));
if (unknown.length > 0)
  throw new Error(`no figure ${unknown.join(', ')}; there are: ${Object.keys(figures).join(', ')}`);

const size = sizeOf(process.env['SIYI_BENCH']);
const began = performance.now();
const date = new Date().toISOString();
const seconds = (): number => Math.round((performance.now() - began) / 1000);
const lines: Line[] = [];
const load: Record<string, number> = {};
const say = (what: string): boolean => process.stderr.write(`${seconds()} s  ${what}\n`);
const logs = new Logs((what) => say(`log: ${what}`));
try {
  for (const name of chosen) {
    load[name] = loadavg()[0] as number;
    say(name);
    const figure = figures[name] as (typeof figures)[string];
    lines.push(...(await figure({ size, logs, say: (what) => say(`${name}: ${what}`) })));
  }
} finally {
  await logs.remove();
}

const machine = { cpus: cpus().length, model: cpus()[0]?.model, memoryMb: Math.round(totalmem() / 2 ** 20) };
const missed = lines.filter(({ met }) => met === false).map(({ figure, what }) => `${figure}: ${what}`);
const report = {
  date,
  node: process.version,
  machine,
  load,
  scale: size.scale,
  seconds: seconds(),
  lines,
  missed,
};
if (!values.json) process.stdout.write(`${tableOf(lines)}\n`);
process.stdout.write(`${JSON.stringify(report)}\n`);
