import type { CommunityCommand, OrganizationCommand, Seat } from '#community/events';
import type { DecisionCommand, SittingCommand } from '#decision/events';
import { uuidV5, type Engine } from '#eventing';
import { addDays } from '#procedure';

/** A community with a residents' council, in which everybody on the roll may vote by name. */
export type Council = Readonly<{
  community: string;
  chair: string;
  teller: string;
  scrutineer: string;
  members: readonly string[];
}>;

/** A decision whose first ballot is open. */
export type OpenMatter = Readonly<{ decision: string; sitting: string; voters: readonly string[] }>;

type Command = CommunityCommand | OrganizationCommand | DecisionCommand | SittingCommand;
type Entry = Readonly<{ category: string; id: string; by: string; command: Command }>;

const noDocument = '0'.repeat(64);

const enter = (engine: Engine, { category, id, by, command }: Entry): Promise<unknown> =>
  engine.execute({
    ...{ category, id, command, by: { person: by } },
    commandId: uuidV5(`council/${category}-${id}/${command.type}`),
  });

const persons = (name: string, body: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => uuidV5(`${name}/${body}/${n}`));

const seatsOf = (body: string, from: string, list: readonly string[], first: Seat['role'] = 'member') =>
  list.map((person, n): Seat => ({
    id: uuidV5(`seat/${body}/${person}`),
    ...{ body, person, role: n === 0 ? first : 'member', vote: true },
    ...{ from: addDays(from, -30), until: addDays(from, 365) },
  }));

/** Forms district, street and community and seats committee, supervision and a council of that size. */
export async function formCouncil(
  engine: Engine,
  { name, day, size = 30 }: Readonly<{ name: string; day: string; size?: number }>,
): Promise<Council> {
  const [district, street, community] = ['district', 'street', 'community'].map((one) =>
    uuidV5(`${name}/${one}`),
  ) as [string, string, string];
  const registrar = uuidV5(`${name}/registrar`);
  const [members, committee, supervision] = [
    persons(name, 'council', size),
    persons(name, 'committee', 5),
    persons(name, 'supervision', 3),
  ];
  const operator = 'system:init';
  const form = (kind: 'district' | 'street', parent: string | null): OrganizationCommand => ({
    type: 'FormOrganization',
    data: { kind, name: `${kind} ${name}`, source: 'test', parent },
  });
  const office: Seat = { ...(seatsOf('registrar', day, [registrar], 'registrar')[0] as Seat), vote: false };
  const seats = [
    ...seatsOf('committee', day, committee, 'chair'),
    ...seatsOf('supervision', day, supervision, 'chair'),
    ...seatsOf('council', day, members),
  ];
  const place = { name, nameSource: null, parent: street };
  const counts = { households: 1000, adults: 2000, countsSource: 'test' };
  const entries: readonly Entry[] = [
    { category: 'organization', id: district, by: operator, command: form('district', null) },
    { category: 'organization', id: street, by: operator, command: form('street', district) },
    {
      ...{ category: 'organization', id: street, by: operator },
      command: { type: 'SeatMembers', data: { seats: [office], basisHash: noDocument } },
    },
    {
      ...{ category: 'community', id: community, by: registrar },
      command: { type: 'FormCommunity', data: { ...place, ...counts } },
    },
    {
      ...{ category: 'community', id: community, by: registrar },
      command: { type: 'SeatMembers', data: { seats, basisHash: noDocument } },
    },
  ];
  for (const entry of entries) await enter(engine, entry);
  const [teller, scrutineer] = supervision as [string, string];
  return { community, chair: committee[0] as string, teller, scrutineer, members };
}

async function openTogether(
  engine: Engine,
  { community, chair, teller, scrutineer, members }: Council,
  names: readonly string[],
  day: string,
): Promise<readonly OpenMatter[]> {
  const decisions = names.map((name) => uuidV5(`${community}/decision/${name}`));
  const sitting = uuidV5(`${community}/sitting/${names[0]}`);
  const by = chair;
  for (const [n, id] of decisions.entries()) {
    const told = { title: `事项 ${names[n]}`, plan: `事项 ${names[n]} 的方案。`, money: null };
    const kind = { ruleSet: 'practice-council', category: 'other', initiative: 'residents' as const };
    const data = { community, ...kind, ...told, attachments: [], reliesOn: [] };
    await enter(engine, { category: 'decision', id, by, command: { type: 'OpenDecision', data } });
  }
  const items = decisions.map((decision) => ({ decision, step: 'meeting' }));
  const call = { community, items, heldOn: day, noticeOn: day, time: '19:00', place: '会议室' };
  const inSitting = (command: SittingCommand) =>
    enter(engine, { category: 'sitting', id: sitting, by, command });
  await inSitting({ type: 'ConveneSitting', data: call });
  await inSitting({ type: 'OpenSitting', data: { heldOn: day } });
  await inSitting({ type: 'RecordArrival', data: { persons: members, means: 'sheet' } });
  for (const id of decisions) {
    const paper = { form: 'named', kind: 'yesNo', options: [], seats: 1 } as const;
    const data = { sitting, step: 'meeting', ...paper, teller, scrutineer };
    await enter(engine, { category: 'decision', id, by, command: { type: 'OpenBallot', data } });
  }
  return decisions.map((decision) => ({ decision, sitting, voters: members }));
}

/** Opens matters up to an open named ballot, some in each sitting, by the same commands as people give. */
export async function openMatters(
  engine: Engine,
  council: Council,
  {
    prefix,
    count,
    day,
    perSitting = 1,
  }: Readonly<Record<'prefix' | 'day', string>> & {
    count: number;
    perSitting?: number;
  },
): Promise<readonly OpenMatter[]> {
  const names = Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`);
  const groups = Array.from({ length: Math.ceil(count / perSitting) }, (_, n) =>
    names.slice(n * perSitting, (n + 1) * perSitting),
  );
  const opened: OpenMatter[] = [];
  const waiting = [...groups];
  const work = async (): Promise<void> => {
    for (let group = waiting.shift(); group; group = waiting.shift())
      opened.push(...(await openTogether(engine, council, group, day)));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return opened;
}
