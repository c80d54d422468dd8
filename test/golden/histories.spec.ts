import { aggregates } from '../../apps/cli/src/aggregates.js';
import { views } from '../../apps/cli/src/views.js';
import { expectedOf, histories, historyOf, type Expected } from './files.js';
import { comesTo } from './fold.js';

type Row = Readonly<Record<string, unknown>>;
const rowsOf = ({ rows }: Expected, view: string): readonly Row[] => (rows[view] ?? []) as readonly Row[];

it('the histories are there', () => {
  expect([...histories()].sort()).toEqual(['D3', 'D6', 'F1', 'R2', 'R3', 'R4', 'R6', 'V1', 'people', 'villagers']);
});

describe.each(histories())('history %s', (name) => {
  const events = historyOf(name);
  const expected = expectedOf(name);
  const now = comesTo(events, { aggregates, views });

  it('gives the same state after each of its events (temporalio/sdk-typescript#1582, camunda#5581)', () => {
    expect(now.states).toEqual(expected.states);
  });

  it('gives the same rows in every view', () => {
    expect(Object.keys(now.rows).sort()).toEqual(Object.keys(expected.rows).sort());
    for (const [view, rows] of Object.entries(expected.rows))
      expect([view, now.rows[view]]).toEqual([view, rows]);
  });

  it('is a record in order: revisions without a gap, positions that rise, time that never runs back', () => {
    const last = new Map<string, number>();
    for (const [index, { stream, revision, position, metadata }] of events.entries()) {
      expect(revision).toBe((last.get(stream) ?? -1) + 1);
      last.set(stream, revision);
      const before = events.slice(0, index).findLast((one) => one.stream === stream);
      expect(before === undefined || before.metadata.at <= metadata.at).toBe(true);
      const previous = events[index - 1];
      expect(previous === undefined || BigInt(previous.position) < BigInt(position)).toBe(true);
    }
  });
});

// what the files must say, written here by hand: an expectation accepted in error is found
describe.each([
  ['F1', { phase: 'filed', step: 'resultPosting' }, [true, true, true, true]],
  ['R2', { phase: 'posting', step: 'resolutionPosting' }, [true, true, false, true, true, true, true]],
  ['R3', { phase: 'posting', step: 'resolutionPosting' }, [true, true, true, false, true]],
  ['R4', { phase: 'posting', step: 'resolutionPosting' }, [true, true, true, true, true]],
  ['R6', { phase: 'annulled', step: 'resultPosting' }, [true, true, true, true]],
] as const)('the stored rows of %s', (name, stands, carried) => {
  const expected = expectedOf(name);
  const [first] = historyOf(name).filter(({ type }) => type === 'DecisionOpened');
  const decision = first?.stream.slice('decision-'.length);

  it('say where the matter stands', () => {
    const row = rowsOf(expected, 'decision_board_v3').find((one) => one['decision'] === decision);
    expect(row).toMatchObject(stands);
  });

  it('say what each ballot came to, with the arithmetic and the article', () => {
    const ballots = rowsOf(expected, 'ballot_v1')
      .filter((row) => row['decision'] === decision)
      .sort((a, b) => Number(a['number']) - Number(b['number']));
    const verdicts = ballots.map((row) => row['verdict'] as Row);
    expect(verdicts.map((verdict) => verdict['carried'])).toEqual(carried);
    for (const { arithmetic, article } of verdicts) {
      expect((arithmetic as Row)['zh']).toMatch(/\d/);
      expect(article).not.toBe('');
    }
  });
});

it('R6: the decision that relied on the annulled one is marked in its own row', () => {
  const pages = rowsOf(expectedOf('R6'), 'decision_page_v2');
  const kinds = pages.map(({ marks }) => (marks as readonly Row[]).map(({ kind }) => kind));
  expect(kinds.sort()).toEqual([['annulled'], ['relianceLost']]);
});

it('OpenSlides#5201: the file of F1 is one numbered list of everything in it', () => {
  const events = historyOf('F1').filter(({ stream }) => stream.startsWith('decision-'));
  const closed = events.at(-1);
  expect(closed?.type).toBe('FileClosed');
  const { entries } = closed?.data as Readonly<{ entries: readonly Row[] }>;
  expect(entries).toEqual(
    events.slice(0, -1).map(({ type, revision }) => ({ number: revision + 1, revision, type })),
  );
});

it('a changed event changes the state from there on, and not before', () => {
  const events = historyOf('F1');
  const at = events.findIndex(({ type }) => type === 'VoteCast');
  const vote = events[at];
  if (!vote) throw new Error('F1 has named votes');
  const data = { ...(vote.data as Row), paper: { kind: 'yesNo', choice: 'abstain' } };
  const changed = events.with(at, { ...vote, data });
  const before = expectedOf('F1').states[vote.stream] ?? [];
  const after = comesTo(changed, { aggregates, views: [] }).states[vote.stream] ?? [];
  expect(after.slice(0, vote.revision)).toEqual(before.slice(0, vote.revision));
  expect(after[vote.revision]).not.toBe(before[vote.revision]);
});

describe('a village as it was written in 2026 (村民委员会组织法 2025)', () => {
  it('keeps its kind, the women on its seats and the households on its roll', () => {
    const villagers = historyOf('villagers');
    const seats = villagers.flatMap(({ type, data }) =>
      type === 'MemberSeated' ? [(data as { seat: { body: string; woman?: boolean } }).seat] : [],
    );
    const [formed] = villagers.filter(({ type }) => type === 'CommunityFormed');
    expect(formed?.data).toMatchObject({ kind: 'village', households: 300 });
    expect(seats.filter(({ body, woman }) => body === 'representatives' && woman)).toHaveLength(10);
    expect(rowsOf(expectedOf('villagers'), 'community_v2')).toMatchObject([{ kind: 'village' }]);
    const opened = historyOf('V1').filter(({ type }) => type === 'SittingOpened');
    expect(opened.at(-1)?.data).toMatchObject({
      communityKind: 'village',
      rolls: [{ body: 'residents', roll: { number: 300 } }],
    });
  });
});
