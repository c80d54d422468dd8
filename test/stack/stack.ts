import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { besideOf, folderAt, removeFolder, type Folder } from '../../apps/cli/src/folder.js';
import { mintToken } from '../../apps/cli/src/people-commands.js';
import { importSample, idOf } from '../../apps/cli/src/sample.js';
import { openSession, type Session } from '../../apps/cli/src/session.js';
import { moveClock, simulate } from '../../apps/cli/src/simulated-clock.js';
import { startStack, type Stack } from '../../apps/cli/src/supervisor.js';
import type { Theatre } from '../scenarios/index.js';

/** A stack of its own for a test: real processes on a temporary folder with a simulated clock. */
export type TestStack = Readonly<{
  folder: Folder;
  stack: Stack;
  session: Session;
  theatre: Theatre;
  move: (to: string) => Promise<void>;
  tokenOf: (person: string) => Promise<string>;
  stop: () => Promise<void>;
}>;

/** Starts it at an instant, with the sample district when asked. */
export async function testStack(options: { at: string; sample?: boolean }): Promise<TestStack> {
  const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-test-')));
  simulate(folder, options.at);
  const said: string[] = [];
  const stack = await startStack({
    folder,
    publicDir: besideOf(folder),
    main: resolve('dist/apps/cli/src/main.js'),
    say: (line) => said.push(line),
  }).catch((error: Error) => {
    throw new Error(`${error.message}\n${said.join('\n')}`);
  });
  const session = await openSession(folder);
  if (options.sample) await importSample(session, () => undefined);
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const minted = tokens.get(person) ?? mintToken(session, folder, person, 12).then(({ token }) => token);
    tokens.set(person, minted);
    return minted;
  };
  const communityOf = (key: string): string => idOf(`community/${key}`);
  return {
    folder,
    stack,
    session,
    theatre: { url: stack.url, tokenOf, communityOf, said: () => undefined },
    move: async (to) => void (await moveClock(folder, to)),
    tokenOf,
    async stop() {
      await session.close();
      await stack.stop();
      removeFolder(folder);
    },
  };
}
