import { Rejection } from '#kernel';
import type { CommunityState } from './events.js';
import {
  community,
  confirmedImport,
  personsIn,
  previewImport,
  type Preview,
  type PreviewOn,
} from './index.js';
import { facts, inCommunity, seat, seated, seats } from './domain/testing.js';

const heading = 'name,document,body,role,vote,from,until,phone';
const term = '2024-01-01,2028-12-31';
const csv = (...rows: readonly string[]): string => [heading, ...rows].join('\n');
const row = (
  n: number,
  body = 'members',
  more: Readonly<{ role?: string; name?: string; phone?: string }> = {},
): string =>
  `${more.name ?? `居民${n}`},#${n},${body},${more.role ?? 'member'},yes,${term},${more.phone ?? ''}`;
const rows = (count: number, body: string, first = 1) =>
  Array.from({ length: count }, (_, n) => row(first + n, body));

const on = (state: CommunityState = inCommunity().state, more: Partial<PreviewOn> = {}): PreviewOn => ({
  community: { id: 'c1', revision: 7, state },
  ...{ facts, by: { person: 'registrar' }, at: '2026-03-02T01:00:00.000Z', basisHash: 'h' },
  personOf: ({ kind, number }) => `${kind}-${number}`,
  registered: new Set<string>(),
  idOf: (name) => name.replaceAll('/', '-'),
  digest: (text) => text,
  ...more,
});
const actions = ({ rows: shown }: Preview) => shown.map(({ line, action }) => [line, action]);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('the preview', () => {
  it('shows row by row who is registered and seated', () => {
    const shown = previewImport(
      csv(row(1), row(2), row(1, 'representatives')),
      on(undefined, { registered: new Set(['communityNumber-2']) }),
    );
    expect(actions(shown)).toEqual([
      [2, 'register+seat'],
      [3, 'seat'],
      [4, 'seat'],
    ]);
    expect(shown.rows[1]?.reason?.en).toContain('stay as they are');
    expect(shown.counts).toEqual({ 'register+seat': 1, seat: 2, skip: 0, refuse: 0 });
  });

  it('its commands are the import: each person once, then one seating of just the rows shown (OpenSlides#2668)', () => {
    const shown = previewImport(
      csv(row(1, 'members', { phone: '138 0000 0000' }), row(2), row(1, 'representatives')),
      on(),
    );
    expect(shown.commands.map(({ category, id, command }) => [category, id, command.type])).toEqual([
      ['person', 'communityNumber-1', 'RegisterPerson'],
      ['person', 'communityNumber-2', 'RegisterPerson'],
      ['community', 'c1', 'SeatMembers'],
    ]);
    expect(shown.commands[0]?.command.data).toEqual({
      name: { sealed: 'open', key: 'person:communityNumber-1', text: '居民1' },
      contact: { sealed: 'open', key: 'person:communityNumber-1', text: '138 0000 0000' },
      ...{ identity: 'communityNumber', office: 'street' },
    });
    const seating = shown.commands[2];
    if (seating?.category !== 'community') throw new Error('no seating');
    expect(seating.ifMatch).toBe(7);
    expect(seating.command.data.seats.map(({ person: _person, ...one }) => one)).toEqual(
      shown.rows.map((one) => one.seat),
    );
    expect(seating.command.data.seats.map((one) => one.person)).toEqual(shown.rows.map((one) => one.person));
  });

  it('what it shows is what the community then accepts, and a second import skips every row', () => {
    const text = csv(...rows(5, 'committee'), ...rows(20, 'representatives', 10));
    const first = previewImport(text, on());
    const seating = first.commands.at(-1);
    if (seating?.category !== 'community') throw new Error('no seating');
    const { state } = inCommunity().when(seating.command, { by: 'registrar', facts }).and();
    const second = previewImport(text, on(state as CommunityState));
    expect(second.counts).toEqual({ 'register+seat': 0, seat: 0, skip: 25, refuse: 0 });
    expect(second.commands).toEqual([]);
    expect(confirmedImport(second, second.hash)).toEqual([]);
  });

  it('judges with the rules of the community itself: four committee members are refused by §8, and nothing is done', () => {
    const shown = previewImport(csv(...rows(4, '居委会')), on());
    expect(shown.refusal).toMatchObject({
      code: 'community.committeeTooSmall',
      article: '居委会组织法(2025) §8',
    });
    expect(shown.commands).toEqual([]);
    expect(codeOf(() => confirmedImport(shown, shown.hash))).toBe('import.refused');
  });

  it('a row that the rules name is marked', () => {
    const { state } = inCommunity(
      seated(seat('s', 'members', { person: 'communityNumber-1', until: '2025-12-31' })),
    );
    const shown = previewImport(csv(row(1), row(2)), on(state));
    expect(actions(shown)).toEqual([
      [2, 'refuse'],
      [3, 'register+seat'],
    ]);
    expect(shown.refusal?.code).toBe('community.seatedTwice');
  });

  it('a seat that ended early is not taken for the same seat', () => {
    const first = previewImport(csv(row(1)), on()).commands.at(-1);
    if (first?.category !== 'community') throw new Error('no seating');
    const ended = first.command.data.seats.map((one) => seated({ ...one, endedOn: '2026-01-31' }));
    const again = previewImport(csv(row(1)), on(inCommunity(...ended).state));
    expect(actions(again)).toEqual([[2, 'refuse']]);
    expect(again.refusal?.code).toBe('community.seatExists');
  });

  it('only for a registrar', () => {
    const shown = previewImport(csv(row(1)), on(undefined, { by: { person: 'stranger' } }));
    expect(shown.refusal?.code).toBe('community.notRegistrar');
    expect(shown.commands).toEqual([]);
    expect(previewImport(csv(row(1)), on(community.initialState)).refusal?.code).toBe('community.unknown');
  });

  const bad: readonly (readonly [string, string])[] = [
    ['a formula', row(1, 'members', { name: '=HYPERLINK(1)' })],
    ['a formula in a telephone', row(1, 'members', { phone: '+86 138' })],
    ['an unknown body', row(1, 'representative')],
    ['an unknown role', row(1, 'members', { role: 'registrar' })],
    ['no name', row(1, 'members', { name: ' ' })],
    ['no answer on the vote', `甲,#1,members,member,,${term},`],
    ['a day that is none', '甲,#1,members,member,yes,2026-02-30,2028-12-31,'],
    ['a cell too few', '甲,#1,members,member,yes,2026-02-01,2028-12-31'],
    ['a mistyped identity number', `甲,110105194912310021,members,member,yes,${term},`],
  ];
  it.each(bad)('refuses a row with %s, and with it the whole', (_what, line) => {
    const shown = previewImport(csv(row(2), line), on());
    expect(actions(shown)).toEqual([
      [2, 'register+seat'],
      [3, 'refuse'],
    ]);
    expect(shown.commands).toEqual([]);
    expect(shown.rows[1]?.name.startsWith('=')).toBe(false);
  });

  it('one document with two names, and one row twice', () => {
    const shown = previewImport(csv(row(1), row(1, 'branch', { name: '别名' }), row(1)), on());
    expect(actions(shown)).toEqual([
      [2, 'register+seat'],
      [3, 'refuse'],
      [4, 'refuse'],
    ]);
  });

  it.each([
    ['import.unknownColumn', 'name,document,body,role,vote,from,until,groups\n甲,1,members,member,yes,a,b,c'],
    ['import.columnsUnfit', 'name,document,body,role,vote,from\n甲'],
    ['import.columnsUnfit', `name,${heading}\n甲`],
    ['import.columnsUnfit', ''],
    ['import.empty', heading],
  ])('refuses with %s a file whose columns would be dropped or guessed', (code, text) => {
    expect(codeOf(() => previewImport(text, on()))).toBe(code);
  });

  it('reads the sex where the law counts women, and calls the bodies of a village as its law does', () => {
    const text = (sex: string) =>
      `姓名,证件号码,机构,职务,表决权,任期起,任期止,性别\n甲,#1,村民代表,代表,是,${term},${sex}`;
    const seatsOf = (sex: string) =>
      previewImport(text(sex), on()).commands.flatMap(({ command }) =>
        command.type === 'SeatMembers' ? command.data.seats : [],
      );
    expect(seatsOf('女')).toEqual([expect.objectContaining({ body: 'representatives', woman: true })]);
    for (const sex of ['男', '']) expect(seatsOf(sex)[0]).not.toHaveProperty('woman');
    expect(previewImport(text('?'), on()).rows[0]?.reason?.en).toContain('woman or man');
  });

  it('reads Chinese headings and words', () => {
    const text = `姓名,证件号码,机构,职务,表决权,任期起,任期止\n甲,#1,党员,党员,否,${term}`;
    expect(previewImport(text, on()).rows[0]?.seat).toMatchObject({
      body: 'members',
      role: 'member',
      vote: false,
    });
  });

  it('names the persons to look up, each once, and no document stands in what it shows', () => {
    const text = csv(`甲,11010519491231002X,members,member,yes,${term},`, row(1), row(1, 'branch'));
    expect(personsIn(text, ({ number }) => number)).toEqual(['11010519491231002X', '1']);
    expect(
      JSON.stringify(
        previewImport(text, on(undefined, { personOf: ({ number }) => (number === '1' ? 'p1' : 'p2') })),
      ),
    ).not.toContain('19491231');
  });
});

describe('the import of what was looked at', () => {
  it('refuses when the roll has moved, when a person was registered meanwhile, or when the file is another', () => {
    const text = csv(row(1), row(2));
    const seen = previewImport(text, on());
    expect(confirmedImport(previewImport(text, on()), seen.hash)).toEqual(seen.commands);
    const moved = on(undefined, { community: { id: 'c1', revision: 8, state: inCommunity().state } });
    const others = [
      previewImport(text, moved),
      previewImport(text, on(undefined, { registered: new Set(['communityNumber-2']) })),
      previewImport(csv(row(1), row(3)), on()),
      previewImport(
        text,
        on(inCommunity(...seats('committee', 5).map(seated)).state, { basisHash: 'other' }),
      ),
    ];
    for (const other of others) expect(codeOf(() => confirmedImport(other, seen.hash))).toBe('import.moved');
  });
});
