import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invalid } from '#kernel';
import { play, scenarios, type Played, type Scenario } from '../../../test/scenarios/index.js';
import type { Given } from './commands.js';
import { caseLines, historyLines } from './demo-report.js';
import { servingLines } from './demo-serving.js';
import { besideOf, folderAt, removeFolder, type Folder } from './folder.js';
import { mintToken } from './people-commands.js';
import { progress } from './progress.js';
import { importSample, idOf } from './sample.js';
import { openSession, type Session } from './session.js';
import { moveClock, simulate } from './simulated-clock.js';
import { stopAsked, stopped } from './stopping.js';
import { summaryOf } from './summary.js';
import { startStack, type Stack } from './supervisor.js';

/** The first day of the simulated time: before the earliest case. */
const dawn = '2014-01-01T00:00:00+08:00';

type Say = (line: string) => void;
type Setting = Readonly<{ folder: Folder; stack: Stack; session: Session; say: Say }>;

function chosen(only: string | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios;
  const ids = only.split(',');
  const found = scenarios.filter(({ id }) =>
    ids.some((wanted) => id === wanted || id.startsWith(`${wanted}-`)),
  );
  const known = scenarios.map(({ id }) => id).join(', ');
  return found.length > 0
    ? found
    : invalid('cli.badValue', `没有案例 ${only};有 ${known}。`, `No case ${only}; there are ${known}.`);
}

/** Plays the cases and says of each what came out. */
function perform({ folder, stack, session, say }: Setting, cases: readonly Scenario[]): Promise<Played> {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const minted = tokens.get(person) ?? mintToken(session, folder, person, 12).then(({ token }) => token);
    tokens.set(person, minted);
    return minted;
  };
  const communityOf = (key: string): string => idOf(`community/${key}`);
  let ended = 0;
  return play(
    cases,
    { url: stack.url, tokenOf, communityOf, said: () => undefined },
    async (to) => void (await moveClock(folder, to)),
    (scenario, stage, error) => {
      ended += 1;
      const [title, ...lines] = caseLines(scenario, stage, error);
      for (const line of [`\n[${ended}/${cases.length}] ${title}`, ...lines]) say(line);
    },
  );
}

/** Imports, plays and shows; answers with the exit code, and with the decision whose history was shown. */
async function playOut(setting: Setting, given: Given, startedAt: number) {
  const { session, say } = setting;
  const bar = progress('示例区 sample district');
  await importSample(session, bar.at);
  bar.end();
  const played = await perform(setting, chosen(given.only));
  const whole = played.rulings.find(({ scenario, step }) => scenario === 'F1' && step === 'resolution');
  const decision = (whole ?? played.rulings.at(-1))?.decision;
  if (decision !== undefined) for await (const line of historyLines(session, decision)) say(line);
  const summary = await summaryOf(session, played, startedAt);
  const { decisions, events, filed, failed, seconds } = summary;
  say(
    `\n${decisions} 件事项 decisions, ${events} 个事件 events, ${filed} 件归档 filed, ${failed.length} 项不符 failed, ${seconds} s`,
  );
  if (given.json) console.log(JSON.stringify(summary));
  return { code: failed.length > 0 ? 1 : 0, decision };
}

/** Rejects once it is asked to stop. */
async function refusedWhen(asked: AbortSignal): Promise<never> {
  await stopped(asked);
  throw asked.reason;
}

/** A stack of its own in a new folder with a simulated clock, the sample district, the sample cases. */
export async function demo(given: Given): Promise<number> {
  const startedAt = Date.now();
  chosen(given.only);
  const asked = stopAsked();
  const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-demo-')));
  const ends: (() => Promise<void>)[] = [];
  const say: Say = (line) => {
    if (asked.aborted) return;
    // with --json the answer stands alone on standard output
    (given.json ? console.error : console.log)(line);
  };
  try {
    simulate(folder, dawn);
    console.error(`启动中 starting the stack in ${folder.root} …`);
    const stack = await startStack({
      ...{ folder, signal: asked, publicDir: besideOf(folder) },
      say: (line) => console.error(line),
      ...(given.port === undefined ? {} : { port: Number(given.port) }),
    });
    ends.unshift(() => stack.stop());
    const session = await openSession(folder);
    ends.unshift(() => session.close());
    const playing = playOut({ folder, stack, session, say }, given, startedAt);
    const { code, decision } = await Promise.race([playing, refusedWhen(asked)]);
    if (!given.once) {
      for (const line of await servingLines({ url: stack.url, folder, session, decision })) say(line);
      await stopped(asked);
    }
    return code;
  } finally {
    for (const end of ends) await end();
    removeFolder(folder);
  }
}
