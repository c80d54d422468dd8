import { commands, type Command } from './commands.js';
import { shown, wordsOf } from './options.js';

const usageOf = (name: string, { takes, options }: Command): string =>
  ['siyi', name, ...takes, ...options.filter((one) => one !== 'data').map((one) => `[${shown(one)}]`)].join(
    ' ',
  );

/** What one command does, takes and answers. */
export function helpOf(name: string, command: Command): string {
  const width = Math.max(...command.options.map((one) => shown(one).length), 0);
  return [
    `${usageOf(name, command)} [--help]`,
    '',
    `  ${command.zh}`,
    `  ${command.en}`,
    '',
    ...command.options.map((one) => {
      const { zh, en } = wordsOf(one);
      return `  ${shown(one).padEnd(width)}  ${zh} · ${en}`;
    }),
  ].join('\n');
}

/** All commands, a line each. */
export function helpOfAll(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    'siyi <command> [--data DIR] [--help]',
    '',
    ...Object.entries(commands).flatMap(([name, { zh, en }]) => [
      `  ${name.padEnd(width)}  ${zh}`,
      `  ${' '.repeat(width)}  ${en}`,
    ]),
    '',
    '每个命令的用法 · usage of each: siyi <command> --help',
  ].join('\n');
}
