import type { Message, Recorded, Sealed } from '#kernel';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { codec } from '#eventing';
import { foldOne, nothing } from '../../libs/eventing/src/folded.js';
import { canonical } from '../../libs/eventing/src/plain.js';
import { categoryOf, goldenEvents, grouped, histories, historyOf, type Golden } from './files.js';
import { goldenKeys, sealedIn } from './keys.js';
import { catalog, namesNeeded } from './needed.js';
import { faults } from './schema.js';

const golden = goldenEvents();
const aggregateOf = (event: Recorded) => {
  const found = aggregates.find(({ category }) => category === categoryOf(event));
  if (!found) throw new Error(`nothing folds ${event.stream}`);
  return found;
};

// two histories may hold the stream of one office
const streams = histories().flatMap((name) => [
  ...grouped(historyOf(name), ({ stream }) => stream).values(),
]);
const ends = streams.map((events) => {
  const first = events[0] as Recorded;
  const aggregate = aggregateOf(first);
  return {
    category: categoryOf(first),
    fold: events.reduce(foldOne.bind(null, aggregate), nothing(aggregate)),
  };
});

/** Where the recorded streams of a category ended. */
const endsOf = (category: string) => ends.filter((end) => end.category === category).map(({ fold }) => fold);

it('every type of the catalog has a golden event in every version, and no golden event is of a type unknown', () => {
  expect([...golden.keys()].sort()).toEqual([...namesNeeded()].sort());
});

describe.each([...golden])('%s', (_name, { event, opens }: Golden) => {
  const aggregate = aggregateOf(event);
  const { decode, encode, opener } = codec(goldenKeys, aggregate.upcasters);
  const now = decode(event);

  it('is read in the version of today and is as the catalog says', () => {
    expect(now.metadata.schema).toBe(aggregate.schemaOf(now.type));
    const schema = catalog[`${categoryOf(event)}.${now.type}`];
    // what the reactors note of themselves is no event of a context and not in the catalog
    if (categoryOf(event) !== 'reactor') expect(faults(schema ?? {}, now.data, now.type)).toEqual([]);
    expect(schema === undefined).toBe(categoryOf(event) === 'reactor');
  });

  it('is written again byte for byte', async () => {
    const { id, type, data, metadata } = event;
    const [again] = await encode([{ id, type, data, metadata }]);
    expect(canonical(again)).toBe(canonical({ id, type, data, metadata }));
  });

  it('folds wherever it stands: evolve is total', () => {
    const first = { ...event, revision: 0 };
    expect(() => foldOne(aggregate, nothing(aggregate), first)).not.toThrow();
    for (const before of endsOf(categoryOf(event)))
      expect(() => foldOne(aggregate, before, { ...event, revision: before.revision + 1 })).not.toThrow();
  });

  it('keeps what it holds about people sealed, and opens with its key', async () => {
    const sealed = sealedIn(now.data);
    const open = await opener(sealed.map(([, one]) => one));
    const read = sealed.map(([path, one]) => [path, open(one)]);
    expect(Object.fromEntries(read)).toEqual(opens);
    expect(sealedIn(event.data).filter(([, { sealed }]) => sealed === 'open')).toEqual([]);
  });
});

describe('what a golden event shows', () => {
  const [name, { event }] = [...golden].find(([, one]) => Object.keys(one.opens).length > 0) as [
    string,
    Golden,
  ];

  it('a box whose byte was changed does not open', async () => {
    const [, box] = sealedIn(event.data)[0] as readonly [string, Extract<Sealed, { sealed: 'closed' }>];
    const flipped = box.box.endsWith('A') ? 'B' : 'A';
    const changed = { ...box, box: box.box.slice(0, -1) + flipped };
    const open = await codec(goldenKeys).opener([changed]);
    expect(() => open(changed)).toThrow();
  });

  it('an event that lacks a field, has one more, or one of another type is not as the catalog says', () => {
    const schema = catalog[name.replace(/@\d+$/, '')] ?? {};
    const data = event.data as Readonly<Record<string, unknown>>;
    const [field = ''] = Object.keys(data);
    const { [field]: _lost, ...less } = data;
    expect(faults(schema, data)).toEqual([]);
    expect(faults(schema, less)).toEqual([`/${field} is missing`]);
    expect(faults(schema, { ...data, more: 1 })).toEqual(['/more is not in the catalog']);
    expect(faults(schema, { ...data, [field]: 7.5 })).toHaveLength(1);
  });
});

it('all events of the histories are as the catalog says, and none is newer than this program', () => {
  const events = histories().flatMap(historyOf);
  expect(events.length).toBeGreaterThan(500);
  const odd = events.flatMap((event) => {
    const { upcasters, schemaOf } = aggregateOf(event);
    const now = codec(goldenKeys, upcasters).decode(event) as Recorded<Message>;
    const wrong = faults(catalog[`${categoryOf(event)}.${now.type}`] ?? {}, now.data, now.type);
    return now.metadata.schema === schemaOf(now.type) ? wrong : [`${now.type} has another version`, ...wrong];
  });
  expect(odd).toEqual([]);
});
