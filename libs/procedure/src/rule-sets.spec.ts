import { quorumMet } from './share.js';
import { documents } from './documents.js';
import { ruleSet, ruleSets } from './shipped.js';
import type { MeetingStep, PostingStep, RuleSet, ShareRule } from './types.js';

const meetingOf = (id: string): MeetingStep => {
  const [step] = ruleSet(id).steps;
  if (step?.kind !== 'meeting') throw new Error('begins with a meeting');
  return step;
};
const quorumOf = (id: string): ShareRule => {
  const { quorum } = meetingOf(id);
  if (quorum === null) throw new Error('has a quorum');
  return quorum;
};

/** Every number of a document, with whether its object names a source. */
function uncited(value: unknown, path: string, cited = false): readonly string[] {
  if (typeof value === 'number') return cited ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  const under = cited || 'source' in value;
  return Object.entries(value).flatMap(([key, inner]) => uncited(inner, `${path}.${key}`, under));
}

describe('what is shipped', () => {
  test('the statutory sets of cities and villages, the example and the sets of practice', () => {
    expect(ruleSets.map(({ id }) => id)).toEqual([
      'city-1990',
      'city-2026',
      'village-2025',
      'example-overlay',
      'practice-council',
      'practice-hearing',
      'practice-household-vote',
      'practice-funnel',
      'practice-aid-review',
      'practice-representatives',
    ]);
  });

  test('every number cites its source', () => {
    expect(Object.entries(documents).flatMap(([id, document]) => uncited(document, id))).toEqual([]);
  });

  test('documents are plain data: JSON loses nothing', () => {
    expect(JSON.parse(JSON.stringify(documents))).toEqual(documents);
  });

  test('nobody attends from elsewhere, votes by proxy or sees the running count', () => {
    const meetings = ruleSets.flatMap((set: RuleSet) => set.steps.filter((step) => step.kind === 'meeting'));
    for (const step of meetings) {
      expect(step).toMatchObject({ proxy: false, remoteAttendance: false, showRunningCount: false });
    }
  });

  test('R§3.11: the four matters of the proposal of 2018, aid matters marked', () => {
    const { categories } = ruleSet('city-2026');
    const keys = categories.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['finance', 'allowance', 'housing', 'publicWelfare']));
    expect(categories.filter(({ aid }) => aid).map(({ key }) => key)).toEqual(['allowance', 'housing']);
  });

  test('the example is marked as one', () => {
    expect(ruleSet('example-overlay')).toMatchObject({
      example: true,
      statutory: true,
      extends: 'city-2026',
    });
  });
});

describe('sets of practice give what the cases print (R§8.1)', () => {
  test('D1: 14 of 16 open the council, 11 would do; posted 5 days', () => {
    expect(quorumMet(14, 16, quorumOf('practice-council'))).toMatchObject({ met: true, needed: 11 });
    const posting = ruleSet('practice-council').steps[1] as PostingStep;
    expect(posting.minDays).toMatchObject({ value: 5, source: expect.stringContaining('D1') });
  });

  test('D3: 27 of 34, and of the representatives 19 of 26', () => {
    expect(quorumMet(27, 34, quorumOf('practice-hearing'))).toMatchObject({ met: true, needed: 23 });
    const [also] = meetingOf('practice-hearing').alsoQuorum ?? [];
    expect(also?.seatBodies).toEqual(['hearingFixed', 'hearingTemporary']);
    if (also) expect(quorumMet(19, 26, also.rule)).toMatchObject({ met: true, needed: 18 });
  });

  test('D6: more than two thirds of 60 representatives: 41, not 40', () => {
    expect(quorumMet(41, 60, quorumOf('practice-representatives')).met).toBe(true);
    expect(quorumMet(40, 60, quorumOf('practice-representatives')).met).toBe(false);
    expect(ruleSet('practice-representatives').effectiveUntil).toBe('2025-12-31');
  });

  test('D11, D13: aid is reviewed in secret, two thirds, 7 days; near kin leave the base', () => {
    const step = meetingOf('practice-aid-review');
    expect(step).toMatchObject({ ballotForms: ['secretPaper'], recusal: 'outOfBase' });
    expect(quorumMet(10, 15, quorumOf('practice-aid-review'))).toMatchObject({ met: true, needed: 10 });
    expect((ruleSet('practice-aid-review').steps[1] as PostingStep).minDays.value).toBe(7);
  });
});
