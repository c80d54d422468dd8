import { uuidV5 } from '#eventing';
import { addDays } from '#procedure';
import { people, type Answer, type Api, type Realm } from '../stack/realm.js';
import { ofCommunities, ofDecisions, ofOrganizations, type Ask, type Request } from './requests.js';
import { refusalOf, type Setting } from './walk.js';

/** What an answer to a command says. */
export type Told = Readonly<{ id: string; revision: number; position: string; events: readonly string[] }>;
/** What stands in the log of one command. */
export type Written = Readonly<{ stream: string; told: Told }>;

/** What one command wrote since a position, as its answer must tell it; an error where it was none, or two. */
export async function writtenSince(realm: Realm, after: string): Promise<Written> {
  const events = [];
  for await (const event of realm.session.log.readAll({ after })) events.push(event);
  const last = events.at(-1);
  const commands = new Set(events.map(({ metadata }) => metadata.commandId));
  if (last === undefined || commands.size !== 1)
    throw new Error(`${events.length} events of ${commands.size} commands came after ${after}`);
  const { stream, revision, position } = last;
  const id = stream.slice(stream.indexOf('-') + 1);
  return { stream, told: { id, revision, position, events: events.map(({ type }) => type) } };
}

type More = Partial<Request> & Readonly<{ key?: string; person?: string; ifMatch?: number; ask?: string }>;

/** Sends the setting's request, otherwise where told, to one instance. */
export const sending =
  (realm: Realm, setting: Setting) =>
  (api: Api, { key, ifMatch, ask, ...more }: More = {}): Promise<Answer> => {
    const { path, body, person } = { ...setting, ...more };
    const headers = {
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(ask === undefined ? {} : { 'siyi-ask': ask }),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    };
    return realm.send(path, { person, body, headers, api });
  };

/** Lets an instance fold the stream as it stands: a revision that no stream has is refused only after reading it. */
export async function foldAt(api: Api, send: ReturnType<typeof sending>): Promise<void> {
  const { status, code } = refusalOf(await send(api, { ifMatch: 999_999_999 }));
  if (status !== 412) throw new Error(`the fold was answered ${status} ${code}`);
}

const otherWords: Readonly<Record<string, string>> = { yes: 'no', late: 'notSatisfied' };

function otherText(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return addDays(text, 1);
  if (/^[0-9a-f]{64}$/.test(text)) return 'b'.repeat(64);
  if (/^[0-9a-f-]{36}$/.test(text)) return uuidV5(text);
  return /\p{Script=Han}/u.test(text) ? `${text}。` : otherWords[text];
}

/** The value with something else in its first place that may say something else; undefined where there is none. */
function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return otherText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const changed = other(inner);
    if (changed === undefined) continue;
    return Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed };
  }
  return undefined;
}

/** Another command of the same route and target, well formed too; undefined where the route leaves nothing to say otherwise. */
export function otherwise({ path, body }: Request): Request | undefined {
  const changed = other(body);
  if (changed !== undefined) return { path, body: changed as Request['body'] };
  const elsewhere = path
    .replace(/\/ballots\/(\d+)\//, (_, number) => `/ballots/${Number(number) + 1}/`)
    .replace(/\/uses\/(\d+)\//, (_, number) => `/uses/${Number(number) + 1}/`)
    .replace('/postings/resolutionPosting/', '/postings/resultPosting/');
  return elsewhere === path ? undefined : { path: elsewhere, body };
}

type Follower = Readonly<{ ask: Ask; by: string; vary: (body: Request['body'], nth: number) => object }>;

/** What may follow any command on such a stream, as often as one likes. */
const followers: Readonly<Record<string, Follower>> = {
  decision: {
    ...{ ask: ofDecisions['Remark'] as Ask, by: people.supervision },
    vary: (body, nth) => ({ ...body, text: `第 ${nth} 条意见` }),
  },
  organization: {
    ...{ ask: ofOrganizations['SeatMembersOfOrganization'] as Ask, by: people.registrar },
    vary: ({ seats, ...body }, nth) => {
      const [seat] = seats as readonly Readonly<{ id: string; person: string }>[];
      const [id, person] = [uuidV5(`${seat?.id}/${nth}`), uuidV5(`${seat?.person}/${nth}`)];
      return { ...body, seats: [{ ...seat, id, person }] };
    },
  },
  community: {
    ...{ ask: ofCommunities['OpenFundLine'] as Ask, by: people.registrar },
    vary: ({ line }, nth) => ({ line: { ...(line as object), id: `line${nth}` } }),
  },
};

/**
 * Five more events on a stream: lawful commands to that instance where any number may follow; a sitting or a person may
 * have come to an end, so there its last event five times more.
 */
export async function fiveOthers(realm: Realm, { stream, told }: Written, setting: Setting, api: Api) {
  const follower = followers[stream.slice(0, stream.indexOf('-'))];
  for (let nth = 1; nth <= 5; nth += 1) {
    if (follower === undefined) {
      await realm.repeatLast(stream);
      continue;
    }
    const { path, body } = follower.ask({ ...setting.spot, decision: told.id });
    const answer = await realm.send(path, { person: follower.by, body: follower.vary(body, nth), api });
    if (answer.status >= 300) throw new Error(`number ${nth} to ${path} ${JSON.stringify(answer.json)}`);
  }
}
