import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { hidden } from './cursor.js';
import { pattern } from './pattern.js';
import type { Row } from './row.js';

type Options = ReadReq.Options.FilterOptions;
type Expression = ReadReq.Options.FilterOptions.Expression;

export type Filter = Readonly<{
  matches: (row: Row) => boolean;
  /** The prefixes of stream names that it lets pass, when it is of that kind. */
  prefixes?: readonly string[];
  /** After so many looked-at events a checkpoint is due. */
  interval: number;
}>;

const DEFAULT_WINDOW = 32;

function tester(expression: Expression): (text: string) => boolean {
  const regex = expression.getRegex();
  if (regex !== '') {
    const compiled = pattern(regex);
    return (text) => compiled.test(text);
  }
  const prefixes = expression.getPrefixList();
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

/** The filter that a request asks for, or the words that say why it is none. */
export function filterOf(options: Options): Filter | string {
  const window = options.hasMax() ? options.getMax() : options.hasCount() ? DEFAULT_WINDOW : 0;
  const interval = window * options.getCheckpointintervalmultiplier();
  if (interval <= 0) return "'None' is not a valid WindowCase, or the checkpoint interval is zero.";
  const byName = options.getStreamIdentifier();
  const byType = options.getEventType();
  const expression = byName ?? byType;
  if (!expression) return "'None' is not a valid FilterCase.";
  try {
    const test = tester(expression);
    const matches = (row: Row): boolean => !hidden(row) && test(byName ? row.stream : row.type);
    if (byName?.getRegex() === '') return { interval, matches, prefixes: byName.getPrefixList() };
    return { interval, matches };
  } catch (error) {
    if (error instanceof SyntaxError) return `The filter's regular expression is invalid: ${error.message}`;
    throw error;
  }
}
