import type { Scenario, Stage } from '../../../test/scenarios/index.js';
import type { Session } from './session.js';
import { replay } from '../../api/src/history/replay.js';
import { sayLine, streamOf } from './replay.js';

/** What came out of one case: its verdicts with arithmetic and article, refusals, postings, and whether they are the expected ones. */
export function caseLines(scenario: Scenario, stage: Stage, error: Error | undefined): readonly string[] {
  const { id, title, source } = scenario;
  const bad = stage.checked.filter(({ ok }) => !ok);
  const held = stage.checked.length - bad.length;
  return [
    `${id} ${title.zh} · ${title.en}  (${source})`,
    ...stage.told.map(
      ({ mark, what, text, article }) =>
        `    ${mark} ${what.padEnd(14)} ${text}${article === undefined ? '' : `  〔${article}〕`}`,
    ),
    stage.checked.length === 0
      ? '    报道未载明结果,不作核对 · the report prints no result: nothing asserted'
      : `    核对 ${held}/${stage.checked.length} 项相符 · ${held} of ${stage.checked.length} came out as stated`,
    ...bad.map(
      ({ what, expected, actual }) =>
        `    !! ${what}: expected ${JSON.stringify(expected)}, came out ${JSON.stringify(actual)}`,
    ),
    ...(error === undefined ? [] : [`    !! ${error.message}`]),
  ];
}

/** One history as an auditor replays it; the single votes left out. */
export async function* historyLines(session: Session, decision: string): AsyncGenerator<string> {
  yield `\n一份档案的重放 · one history as an auditor replays it: siyi replay decision-${decision}`;
  yield '(逐票从略 · single votes left out)';
  for await (const line of replay(session, streamOf(`decision-${decision}`)))
    if (line.type !== 'VoteCast') yield sayLine(line);
}
