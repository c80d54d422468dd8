import { CommandReused, Engine, uuidV5, type Log } from '#eventing';
import { losing } from '#eventing/testing';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { cuttingWay } from '../stack/cutting.js';
import type { Spot } from '../stack/course.js';
import { people, Realm, type Answer } from '../stack/realm.js';
import { inside } from './inside.js';
import { allowed, lawful, lawfulCase } from './lawful.js';
import { fiveOthers, foldAt, otherwise, sending, writtenSince, type Told, type Written } from './once.js';
import type { Request } from './requests.js';
import { decisionStates, sittingStates } from './states.js';
import { faultOf, fieldOf, personOf, refusalOf, settingOf } from './walk.js';

// One command, once: each API instance is a process of its own, with a cache of its own, on one log.
const [first, second] = [0, 1] as const;
const commands = Object.keys(lawful);
/** They have no field and stand for one thing in their stream: there is no other body. */
const bare = ['FileAdmissionRequest', 'CloseFile', 'ConfirmLateEntry', 'CloseSitting', 'ConfirmMinutes'];

let realm: Realm;
let way: Awaited<ReturnType<typeof cuttingWay>>;
beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00');
  way = await cuttingWay(realm.house.apis[first] as string);
}, 120_000);
afterAll(async () => {
  way.close();
  await realm.stop();
}, 30_000);

let made = 0;
async function setting(command: string) {
  made += 1;
  const name = `once/${made}`;
  const found = await settingOf(realm, command, name);
  return { ...found, key: name, send: sending(realm, found) };
}

const isReplayed = ({ headers }: Answer): boolean => headers.get('idempotent-replayed') === 'true';
// that the code of a slip is repeated too, session.spec says
const told = ({ json: { code: _slip, ...said } }: Answer): Told => said as unknown as Told;
const done = ({ status }: Answer): boolean => status === 200 || status === 201;
const replay = (answer: Answer) => ({
  ...{ done: done(answer), told: told(answer), replayed: isReplayed(answer) },
  ...{ key: answer.headers.get('idempotency-key'), etag: answer.headers.get('etag') },
});
/** The first answer given again. */
const again = (first: Told, key: string) => ({
  ...{ done: true, told: first, replayed: true, key, etag: `"${first.revision}"` },
});
const reused = { status: 422, code: 'edge.keyReused' };

it('every command type of every aggregate is here: by its route, or as one that exists only inside the process', async () => {
  const { paths } = (await realm.send('openapi.json', { method: 'GET' })).json as unknown as Readonly<{
    paths: Readonly<Record<string, Readonly<{ post?: Readonly<{ 'x-command'?: string }> }>>>;
  }>;
  const routed = Object.entries(paths).flatMap(([path, { post }]) => {
    const command = post?.['x-command'];
    if (command === undefined || !commands.includes(command)) return [];
    const category = path
      .split('/')[2]
      ?.replace(/ies$/, 'y')
      .replace(/ches$/, 'chs')
      .replace(/s$/, '')
      .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return [`${category}.${command.replace(/Of(Organization|Community)$/, '')}`];
  });
  const all = aggregates.flatMap(({ category, commandTypes }) =>
    commandTypes.map((type) => `${category}.${type}`),
  );
  expect([...routed, ...Object.keys(inside)].toSorted()).toEqual(all.toSorted());
});

describe.each(commands)('%s', (command) => {
  it('answer lost, five others follow: the second instance, on an old fold, adds nothing and gives the first answer, and so does each that knows', async () => {
    const given = await setting(command);
    const { key, send } = given;
    await foldAt(second, send);
    const before = await realm.end();
    await expect(send(way.url, { key })).rejects.toThrow('fetch failed');
    const written = await writtenSince(realm, before);
    await fiveOthers(realm, written, given, first);
    const end = await realm.end();
    for (const api of [second, first, second])
      expect(replay(await send(api, { key }))).toEqual(again(written.told, key));
    expect(await realm.end()).toBe(end);
  });

  it('asked about only, it is judged and not written; given to both at once with one key it is written once, as it was said', async () => {
    const { key, send } = await setting(command);
    const before = await realm.end();
    const asked = await send(first, { key, ask: 'only' });
    expect(asked.json).toMatchObject({ asked: true });
    expect(await realm.end()).toBe(before);
    const { code, status } = refusalOf(await send(second, { key, ask: 'yes' }));
    expect([status, code]).toEqual([400, 'edge.badAsk']);
    const answers = await Promise.all([first, second].map((api) => send(api, { key })));
    const written = await writtenSince(realm, before);
    expect(answers.map(told)).toEqual([written.told, written.told]);
    expect(answers.filter(isReplayed)).toHaveLength(1);
    expect(told(asked).events).toEqual(written.told.events);
  });

  it('without a key it is given one, and is no repetition; what an old fold would accept is answered as where the fold is new', async () => {
    const given = await setting(command);
    const { send, person } = given;
    await foldAt(second, send);
    const before = await realm.end();
    const answer = await send(first);
    const written = await writtenSince(realm, before);
    expect([done(answer), isReplayed(answer), told(answer)]).toEqual([true, false, written.told]);

    const fresh = await send(first);
    const standing = await realm.end();
    const stale = await send(second);
    if (done(fresh)) expect(done(stale)).toBe(true);
    else expect([refusalOf(stale), await realm.end()]).toEqual([refusalOf(fresh), standing]);

    const key = answer.headers.get('idempotency-key') ?? '';
    expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    await fiveOthers(realm, written, given, second);
    const end = await realm.end();
    const other = otherwise(given);
    expect(other === undefined).toBe(bare.includes(command));
    for (const api of [second, first]) {
      expect(replay(await send(api, { key }))).toEqual(again(written.told, key));
      if (other) expect(refusalOf(await send(api, { ...other, key }))).toEqual(reused);
    }
    expect(await realm.end()).toBe(end);

    const others = allowed(command, lawfulCase(command)?.state ?? '').map((role) => personOf(role) as string);
    const another = await send(second, {
      key,
      person: others.find((one) => one !== person) ?? people.stranger,
    });
    expect(isReplayed(another)).toBe(false);
    if (done(another)) expect(told(another)).not.toEqual(written.told);
    else expect([faultOf(another), refusalOf(another).code === reused.code]).toEqual([undefined, false]);
  });
});

/** States that lead on from an earlier one, in which the second instance folds the stream. */
const courses = {
  decision: { from: 'proposal', states: decisionStates, without: ['none', 'aid'] },
  sitting: { from: 'convened', states: sittingStates, without: ['none', 'late', 'residents'] },
} as const;
const refusedBefore = commands.flatMap((command) => {
  const field = fieldOf(command).name;
  const found = lawfulCase(command);
  if ((field !== 'decision' && field !== 'sitting') || found === undefined) return [];
  const { from, without } = courses[field];
  const apart = without.some((state) => state === found.state);
  return apart || allowed(command, from).includes(found.person) ? [] : [{ command, field, from } as const];
});

it.each(refusedBefore)(
  'a stale cache: $command, refused in the fold "$from", is done once it has become lawful',
  async ({ command, field, from }) => {
    made += 1;
    const name = `became/${made}`;
    const spot = (await courses[field].states[from]?.(realm, name)) as Spot;
    const request = fieldOf(command).requests[command]?.(spot) as Request;
    await foldAt(second, sending(realm, { ...request, spot, person: people.chair }));
    // the same name goes the same way on: another instance (the spec's own engine) advances the stream
    const later = await settingOf(realm, command, name);
    expect(done(await sending(realm, later)(second))).toBe(true);
  },
);

describe.each(Object.entries(inside))('%s, over two engines with a cache each', (_, build) => {
  const engineOn = (log: Log): Engine =>
    new Engine({ log, keys: realm.session.keys, clock: { now: () => realm.now }, aggregates });

  async function engines() {
    made += 1;
    const { by, ...given } = await build(realm, `inside/${made}`);
    const request = { ...given, by: { person: by }, commandId: uuidV5(`inside/${made}/command`) };
    const { command } = request;
    const other = { ...request, command: { ...command, data: { ...(command.data as object), other: 1 } } };
    const log = losing(realm.session.log);
    const [here, there] = [engineOn(log), engineOn(realm.session.log)];
    await there.load(request.category, request.id);
    return { request, other, log, here, there, before: await realm.end() };
  }

  it('answer lost, five others follow: found by the first, and the second, on an old fold, adds nothing and gives the first answer', async () => {
    const { request, log, here, there, before } = await engines();
    let written: Written | undefined;
    log.lose(async () => {
      written = await writtenSince(realm, before);
      for (let nth = 0; nth < 5; nth += 1) await realm.repeatLast(written.stream);
    });
    const answer = await here.execute(request);
    const end = await realm.end();
    expect({ ...answer, events: answer.events.map(({ type }) => type) }).toMatchObject(written?.told ?? {});
    for (const engine of [there, here])
      expect(await engine.execute(request)).toEqual({ ...answer, repeated: true });
    expect(await realm.end()).toBe(end);
  });

  it('with another body it is refused where the fold stands right before the first; with another id it is another command', async () => {
    const { request, other, here, there } = await engines();
    await here.execute(request);
    const end = await realm.end();
    for (const engine of [there, here])
      await expect(engine.execute(other)).rejects.toBeInstanceOf(CommandReused);
    expect(await realm.end()).toBe(end);
    const anew = there.execute({ ...request, commandId: uuidV5(`${request.commandId}/another`) });
    const [{ status, ...ended }] = await Promise.allSettled([anew]);
    expect(ended).toMatchObject(
      status === 'fulfilled' ? { value: { repeated: false } } : { reason: { name: 'Rejection' } },
    );
  });

  it('given to both at once: written once, both get that answer', async () => {
    const { request, here, there, before } = await engines();
    const answers = await Promise.all([here, there].map((engine) => engine.execute(request)));
    const { told } = await writtenSince(realm, before);
    expect(answers.map(({ revision, position }) => ({ revision, position }))).toEqual(
      Array(2).fill({ revision: told.revision, position: told.position }),
    );
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(1);
  });
});
