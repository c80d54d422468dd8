import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { codeHashOf, codeOf } from '../../api/src/enrolment-code.js';
import type { PersonState } from '#community/events';
import { missing } from '#kernel';
import type { Given } from './commands.js';
import type { Folder } from './folder.js';
import { importRolls } from './import-rolls.js';
import { progress } from './progress.js';
import { importSample } from './sample.js';
import { openSession, operate, type Session } from './session.js';
import { signToken, tokenAudience } from './tokens.js';

/** A token for a person; that it was minted stands in the person's stream. */
export async function mintToken(
  session: Session,
  folder: Folder,
  person: string,
  hours: number,
): Promise<{ token: string; expires: string }> {
  const tokenId = randomUUID();
  const signed = await signToken(folder, person, tokenId, hours);
  const data = { tokenId, audience: tokenAudience, expires: signed.expires, purpose: 'siyi token' };
  await operate(
    session,
    'system:cli',
    { category: 'person', id: person, command: { type: 'MintToken', data } },
    tokenId,
  );
  return signed;
}

/** Opens log and keys for as long as a work takes. */
export async function withSession<T>(folder: Folder, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(folder);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** `siyi token PERSON`. */
export const tokenCommand = (given: Given, folder: Folder): Promise<number> =>
  withSession(folder, async (session) => {
    const [person = ''] = given.args;
    const minted = await mintToken(session, folder, person, Number(given.hours ?? 12));
    console.log(given.json ? JSON.stringify(minted) : minted.token);
    return 0;
  });

/** A one-time code for a person, handed out at the command line; the handing out is an event. */
export async function issueCode({ engine, keys }: Session, person: string): Promise<string> {
  const { state } = await engine.load<PersonState>('person', person);
  if (state.status !== 'registered')
    missing('person.unknown', '没有登记此人:请先登记。', 'No such person: register the person first.');
  const commandId = randomUUID();
  const code = codeOf(keys, commandId);
  const data = { person, place: null, codeHash: codeHashOf(code) };
  await engine.execute({
    ...{ category: 'account', id: person, command: { type: 'IssueEnrolment', data }, commandId },
    by: { person: 'system:cli' },
  });
  return code;
}

/** `siyi enrol PERSON`. */
export const enrolCommand = (given: Given, folder: Folder): Promise<number> =>
  withSession(folder, async (session) => {
    const [person = ''] = given.args;
    const code = await issueCode(session, person);
    const path = `/app/enrol#${person}.${code}`;
    console.log(given.json ? JSON.stringify({ person, code, path }) : `${code}  ${path}`);
    return 0;
  });

/** `siyi import`: rolls from CSV with a preview, or `import sample`. */
export const importCommand = (given: Given, folder: Folder): Promise<number> =>
  withSession(folder, async (session) => {
    const [file = ''] = given.args;
    if (file !== 'sample') return importRolls(session, folder, readFileSync(file), given);
    const bar = progress('示例区 sample district');
    await importSample(session, bar.at);
    bar.end();
    return 0;
  });
