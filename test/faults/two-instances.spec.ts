import type { OpenMatter } from '../stack/council.js';
import { auditVotes } from './audit.js';
import { votesOf, yes, type Answered } from './asking.js';
import { houseTakes, setting, type Setting } from './setting.js';

const no = { paper: { kind: 'yesNo', choice: 'no' } } as const;
const codes = (answers: readonly Answered[]) => answers.map(({ status, body }) => [status, body.code]);

describe('two API instances on one log', () => {
  let here: Setting;
  let [one, two]: string[] = [];
  let matters: readonly OpenMatter[];

  beforeAll(async () => {
    here = await setting({ without: ['projector', 'worker'] });
    [one, two] = here.house.apis as [string, string];
    matters = await here.matters('m', 8);
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  const vote = (at: string | undefined, { decision }: OpenMatter, person: string, more: object = {}) =>
    here.ask(votesOf(at as string, decision), { person, body: yes, ...more });
  const does = (
    at: string | undefined,
    { decision }: OpenMatter,
    path: string,
    person: string,
    body: object,
  ) => here.ask(`${at}/api/decisions/${decision}/ballots/1/${path}`, { person, body });
  const inLog = (matter: OpenMatter) => auditVotes(here.session.log, [matter], []);

  it('thirty voters at once, half at each instance: all succeed, the second is decided again', async () => {
    const matter = matters[0]!;
    const answers = await Promise.all(
      matter.voters.map((person, n) => vote(n % 2 ? one : two, matter, person)),
    );
    expect(answers.map(({ status }) => status)).toEqual(matter.voters.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.revision)).size).toBe(matter.voters.length);
    expect(await inLog(matter)).toMatchObject({ doubled: [], recorded: matter.voters.length });
  });

  it('one person yes and no at once: one stands, the other is refused with the rule, again and again', async () => {
    const matter = matters[1]!;
    for (const person of matter.voters.slice(0, 10)) {
      const both = [vote(one, matter, person), vote(two, matter, person, { body: no })];
      const answers = (await Promise.all(both)).toSorted((a, b) => a.status - b.status);
      expect(codes(answers)).toEqual([
        [200, undefined],
        [409, 'procedure.alreadyVoted'],
      ]);
      expect(answers[1]?.body.text?.zh).toContain('已用手机投票');
    }
    expect(await inLog(matter)).toMatchObject({ doubled: [], recorded: 10 });
  });

  it('two close one ballot at once: one closes it, the other hears that it is closed', async () => {
    const matter = matters[2]!;
    const { teller, scrutineer } = here.council;
    await Promise.all(matter.voters.map((person) => vote(one, matter, person)));
    const both = [does(one, matter, 'closing', teller, {}), does(two, matter, 'closing', scrutineer, {})];
    const answers = (await Promise.all(both)).toSorted((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(answers[1]?.body.code).toBe('decision.ballotClosed');
  });

  it('with If-Match on one revision the second gets 412 and the revision that stands', async () => {
    const matter = matters[3]!;
    const first = await vote(one, matter, matter.voters[0]!);
    const ifMatch = first.body.revision;
    const both = [1, 2].map((n) => vote(n === 1 ? one : two, matter, matter.voters[n]!, { ifMatch }));
    const answers = (await Promise.all(both)).toSorted((a, b) => a.status - b.status);
    expect(codes(answers)).toEqual([
      [200, undefined],
      [412, 'edge.revisionPassed'],
    ]);
    expect(answers[1]?.body.revision).toBe(answers[0]?.body.revision);
    expect(await inLog(matter)).toMatchObject({ recorded: 2 });
  });
});
