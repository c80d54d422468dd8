import { uuidV5 } from '#eventing';
import { Realm, type Answer } from '../stack/realm.js';
import type { Spot } from '../stack/course.js';
import { allowed, lawful, needless } from './lawful.js';
import { injections, mutationsOf, resolved, wholeBodies, type Schema, type Schemas } from './malformed.js';
import {
  faultOf,
  movedBy,
  personOf,
  refusalOf,
  roles,
  scenes,
  settingOf,
  sideBySide,
  type Setting,
} from './walk.js';

type Operation = Readonly<{
  'x-command'?: string;
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Schema }>>> }>;
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Schemas }>;
}>;
type Cell = Readonly<{ command: string; role: string }>;

const tried = scenes.map((scene) => {
  const cells = Object.keys(scene.requests).flatMap((command) => roles.map((role) => ({ command, role })));
  const may = cells.filter(({ command, role }) => allowed(command, scene.state).includes(role));
  const idle = cells.filter(({ command, role }) => needless(command, scene.state).includes(role));
  const rest = cells.filter((cell) => !may.includes(cell) && !idle.includes(cell));
  return { ...scene, may, idle, rest, title: `${scene.field} ${scene.state}` };
});
/** They leave the matter where it stands, so that one matter serves for all who may. */
const passing = [
  'OpenDecision',
  'ConveneSitting',
  'FileObjection',
  'Interpellate',
  'Remark',
  'RegisterPerson',
  'DraftAdmissionRequest',
  'RefuseTask',
  'ClaimConditions',
  'ApplyForSeal',
];
const forms = ['FormOrganization', 'FormCommunity'];
const commands = Object.keys(lawful);

let realm: Realm;
let document: Document;
const operations = (): readonly Operation[] =>
  Object.values(document.paths).flatMap((path) => (path['post'] ? [path['post']] : []));

beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00');
  document = (await realm.send('openapi.json', { method: 'GET' })).json as unknown as Document;
}, 120_000);
afterAll(() => realm.stop(), 30_000);

const sum = (of: 'rest' | 'may' | 'idle'): number => tried.reduce((all, scene) => all + scene[of].length, 0);
const walked = { spoilt: 0, texts: 0 };

let made = 0;
const fresh = (scene: (typeof scenes)[number]): Promise<Spot> => {
  made += 1;
  return scene.build(realm, `${scene.field}/${scene.state}/${made}`);
};
const give = (
  scene: (typeof scenes)[number],
  spot: Spot,
  { command, role }: Cell,
  at = 0,
): Promise<Answer> => {
  const { path, body } = scene.requests[command]?.(spot) ?? { path: command, body: {} };
  return realm.send(path, { person: personOf(role), body, api: at % 2 === 0 ? 0 : 1 });
};

it('every command of the OpenAPI document is walked, and nothing else takes a POST but uploads, rolls, residents without an account and providers', () => {
  const named = operations().flatMap((one) => one['x-command'] ?? []);
  expect(named.toSorted()).toEqual(commands.toSorted());
  expect(
    scenes.flatMap(({ requests }) => Object.keys(requests)).filter((one) => !named.includes(one)),
  ).toEqual([]);
  const others = Object.entries(document.paths).filter(([, { post }]) => post && !post['x-command']);
  expect(others.map(([path]) => path)).toEqual([
    ...['/api/task-catalogs/{id}/imports', '/api/communities/{id}/imports'],
    '/api/decisions/{id}/objections/by-visitors',
    '/api/decisions/{id}/objections/{objection}/by-visitors',
    ...['/api/attachments', '/api/receipts/sms'],
    ...['/api/session', '/api/session/enrolment', '/api/session/password'],
    ...['/api/session/signing-out', '/api/session/signing-out-everywhere'],
  ]);
});

describe.each(tried)('$title: $rest.length refused, $may.length done', (scene) => {
  it('nobody else does anything: 401 for nobody, 4xx with code and both languages for all others', async () => {
    const spot = await fresh(scene);
    const wrong: string[] = [];
    const moved = await movedBy(realm, () =>
      sideBySide(scene.rest, async (cell, at) => {
        const answer = await give(scene, spot, cell, at);
        const fault = faultOf(answer);
        if (fault) wrong.push(`${cell.command} by ${cell.role} ${fault}`);
        else if ((answer.status === 401) !== (cell.role === 'nobody'))
          wrong.push(`${cell.command} by ${cell.role} ${JSON.stringify(refusalOf(answer))}`);
      }),
    );
    expect(wrong).toEqual([]);
    expect(moved).toBe(false);
  });

  it('what has become so already is answered without an event', async () => {
    const spot = await fresh(scene);
    const wrong: string[] = [];
    const moved = await movedBy(realm, () =>
      sideBySide(scene.idle, async (cell) => {
        const { status, json } = await give(scene, spot, cell);
        if (status !== 200 || (json['events'] as readonly string[]).length > 0)
          wrong.push(`${cell.command} by ${cell.role} ${status} ${JSON.stringify(json)}`);
      }),
    );
    expect({ wrong, moved }).toEqual({ wrong: [], moved: false });
  });

  it('those who may do it', async () => {
    const one = await fresh(scene);
    const wrong: string[] = [];
    await sideBySide(scene.may, async (cell, at) => {
      const lasting = [...passing, ...forms].includes(cell.command);
      const { status, json } = await give(scene, lasting ? one : await fresh(scene), cell, at);
      if (status >= 300 || (json['events'] as readonly string[]).length === 0)
        wrong.push(`${cell.command} by ${cell.role} ${status} ${JSON.stringify(json)}`);
    });
    expect(wrong).toEqual([]);
  });
});

const settled = (command: string): Promise<Setting> => {
  made += 1;
  return settingOf(realm, command, `${command}/${made}`);
};

const schemaOf = (command: string): Schema => {
  const operation = operations().find((one) => one['x-command'] === command);
  const schema = operation?.requestBody?.content['application/json']?.schema ?? {};
  return resolved(document.components.schemas, schema);
};

describe.each(commands)('%s from the one who may give it', (command) => {
  it('spoilt in any one field is refused and changes nothing', async () => {
    const { path, body, person } = await settled(command);
    const mutations = mutationsOf(document.components.schemas, schemaOf(command), body);
    walked.spoilt += mutations.length;
    const wrong: string[] = [];
    const moved = await movedBy(realm, () =>
      sideBySide(mutations, async (mutation) => {
        const fault = faultOf(await realm.send(path, { person, body: mutation.body }));
        if (fault) wrong.push(`${mutation.what} ${fault}`);
      }),
    );
    expect({ wrong, moved }).toEqual({ wrong: [], moved: false });
  });

  it('what is no body at all, a bad path or a bad header is refused by name', async () => {
    const { path, body, person } = await settled(command);
    const wrong: string[] = [];
    const expected = async (what: string, code: string, asked: Promise<Answer>): Promise<void> => {
      const answer = await asked;
      const fault =
        faultOf(answer) ?? (answer.json['code'] === code ? undefined : String(answer.json['code']));
      if (fault) wrong.push(`${what} ${fault}`);
    };
    const moved = await movedBy(realm, async () => {
      await sideBySide(wholeBodies, (one) =>
        expected(one.what, one.code, realm.send(path, { person, body: one.body })),
      );
      for (const [name, value, code] of [
        ['Idempotency-Key', 'two words', 'edge.badKey'],
        ['Idempotency-Key', 'k'.repeat(129), 'edge.badKey'],
        ['Idempotency-Key', '\u00e4', 'edge.badKey'],
        ['If-Match', '7', 'edge.badIfMatch'],
        ['If-Match', '*', 'edge.badIfMatch'],
        ['If-Match', 'W/"7"', 'edge.badIfMatch'],
        ['If-Match', '"-1"', 'edge.badIfMatch'],
        ['If-Match', `"${'9'.repeat(16)}"`, 'edge.badIfMatch'],
        ['Authorization', 'Basic eDp5', 'identity.refused'],
        ['Authorization', 'Bearer x.y.z', 'identity.refused'],
      ] as const)
        await expected(
          `${name}: ${value}`,
          code,
          realm.send(path, { person, body, headers: { [name]: value } }),
        );
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'garbage'])
        await expected(
          type,
          'edge.refused',
          realm.send(path, { person, body, headers: { 'content-type': type } }),
        );
      const [collection, id = ''] = path.split('/');
      const isId = /^[0-9a-f-]{36}$/.test(id);
      for (const bad of isId ? ['x', '%00', "'%20OR%201=1--", `${id}0`, '%2e%2e%2f', '0'] : [])
        await expected(
          bad,
          'edge.badId',
          realm.send(path.replace(`${collection}/${id}`, `${collection}/${bad}`), { person, body }),
        );
    });
    expect({ wrong, moved }).toEqual({ wrong: [], moved: false });
  });
});

/** The body with all its free texts replaced. */
const withText = (schema: Schema, body: Readonly<Record<string, unknown>>, text: string) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const most = schema.properties?.[name]?.maxLength ?? 0;
      return [name, most >= 100 && typeof value === 'string' ? text.slice(0, most) : value];
    }),
  );

it.each(commands)(
  '%s with text that looks like SQL, HTML or a formula: taken as text or refused',
  async (command) => {
    const wrong: string[] = [];
    let setting: Setting | undefined = await settled(command);
    for (const text of injections) {
      setting ??= await settled(command);
      const { path, body, person } = setting;
      const changed = withText(schemaOf(command), body, text);
      // without a free text there is nothing to try, and the setting is as it was
      if (JSON.stringify(changed) === JSON.stringify(body)) continue;
      setting = undefined;
      walked.texts += 1;
      const answer = await realm.send(path, { person, body: changed });
      const fault = answer.status < 300 ? undefined : faultOf(answer);
      if (fault) wrong.push(`${text} ${fault}`);
    }
    expect(wrong).toEqual([]);
  },
);

it('a number or key in the path that is none is refused', async () => {
  const { spot, person } = await settled('CastVote');
  const at = `decisions/${spot.decision}`;
  const bad = ['-1', '1.5', '9999999', 'x', '%00', '１'];
  for (const number of bad)
    expect(refusalOf(await realm.send(`${at}/ballots/${number}/votes`, { person, body: {} }))).toEqual({
      ...{ status: 400, code: 'edge.badNumber' },
    });
  for (const step of ['9', 'a b', '%2e%2e', 'x'.repeat(65), '__proto__'])
    expect(
      refusalOf(await realm.send(`${at}/postings/${encodeURI(step)}/closing`, { person, body: {} })),
    ).toEqual({
      ...{ status: 400, code: 'edge.badKeyInPath' },
    });
  const lost = uuidV5('no such ballot');
  expect(
    refusalOf(
      await realm.send(`decisions/${lost}/ballots/1/votes`, { person, body: { paper: { kind: 'spoiled' } } }),
    ),
  ).toEqual({
    ...{ status: 404, code: 'decision.unknown' },
  });
});

it(`walked: ${commands.length} commands, ${scenes.length} states, ${roles.length} persons; ${sum('rest')} refused, ${sum('may')} done, ${sum('idle')} needless`, () => {
  expect(scenes.length).toBeGreaterThan(35);
  expect(walked.spoilt).toBeGreaterThan(2000);
  expect(walked.texts).toBeGreaterThan(100);
});
