import { loadRuleSet } from './load.js';
import { ruleSets } from './shipped.js';

const forms = (): readonly string[] =>
  ruleSets.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'meeting' ? [...step.ballotForms] : [])),
  );

test('helios-server#170: no shipped rule set takes secret votes that a machine would know, and none can be loaded', () => {
  expect([...new Set(forms())].sort()).toEqual(['hands', 'named', 'secretPaper']);
  const [set] = ruleSets;
  const steps = set?.steps.map((step) =>
    step.kind === 'meeting' ? { ...step, ballotForms: ['secretElectronic'] } : step,
  );
  expect(() => loadRuleSet({ ...set })).not.toThrow();
  expect(() => loadRuleSet({ ...set, steps })).toThrow(
    'ballotForms[0]: expected hands | named | secretPaper',
  );
});

test('OpenSlides#5745: no shipped rule set knows a vote by proxy or from elsewhere', () => {
  const meetings = ruleSets.flatMap(({ steps }) => steps.filter((step) => step.kind === 'meeting'));
  expect(meetings.length).toBeGreaterThan(5);
  for (const { proxy, remoteAttendance } of meetings)
    expect([proxy, remoteAttendance]).toEqual([false, false]);
});
