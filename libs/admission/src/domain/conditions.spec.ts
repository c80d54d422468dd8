import { command, deciding, desk, facts, on, upTo } from './request-testing.js';

const at = (day: string, by = 'desk') => ({ ...desk, by, at: on(day) });

describe('a member of the authority who also sits in the department that asks', () => {
  const seats = facts.department.state.status === 'formed' ? facts.department.state.seats : {};
  const also = (...persons: readonly string[]) => ({
    ...facts,
    department: {
      ...facts.department,
      state: {
        ...facts.department.state,
        seats: Object.fromEntries(
          persons.map((person) => [person, { ...Object.values(seats)[0], id: person, person }]),
        ),
      } as never,
    },
  });
  const decide = (present: number, yes: number, ...persons: readonly string[]) =>
    upTo('reviewed').when(deciding(yes, present - yes), { ...at('2026-03-25'), facts: also(...persons) });

  it('stands aside: he is not in the roll, and the quorum is counted without him', () => {
    expect(decide(3, 2, 'a4', 'a5').events()).toMatchObject([
      { type: 'AdmissionGranted', data: { recused: ['a4', 'a5'], tally: { roll: 3, present: 3 } } },
    ]);
    expect(decide(2, 2, 'a4', 'a5').events()).toHaveLength(1);
    decide(2, 2, 'a5').refused('admission.noQuorum');
    decide(5, 5, 'a5').refused('admission.tooManyPresent');
  });

  it('without any such, all five count', () => {
    expect(decide(5, 3).events()).toMatchObject([{ data: { recused: [], tally: { roll: 5 } } }]);
  });
});

describe('the conditions of an admission', () => {
  const granting = command('DecideAdmissionRequest', {
    authority: 'authority',
    sitting: { heldOn: '2026-03-20', present: 5, yes: 4, no: 1, abstain: 0, minutesHash: 'h' },
    conditions: ['经费先到位', '每半年反馈'],
  });
  const story = upTo('reviewed').when(granting, at('2026-03-20')).and();
  const meeting = (condition: number, metOn = '2026-03-25') =>
    command('RecordConditionMet', { authority: 'authority', condition, metOn, documentHash: 'h' });

  it('are met one by one, each once, as the authority records with a document', () => {
    const met = story.when(meeting(2), at('2026-03-25'));
    expect(met.events()).toMatchObject([
      { type: 'ConditionMet', data: { condition: 2, text: '每半年反馈', metOn: '2026-03-25' } },
    ]);
    met.and().when(meeting(2), at('2026-03-26')).refused('admission.conditionMet');
    expect(met.and().when(meeting(1), at('2026-03-26')).events()).toHaveLength(1);
  });

  it('not one that there is not, not ahead of time, not by the department', () => {
    for (const none of [0, 3, -1, 1.5])
      story.when(meeting(none), at('2026-03-25')).refused('admission.noSuchCondition');
    story.when(meeting(1, '2026-03-26'), at('2026-03-25')).refused('admission.inTheFuture');
    story.when(meeting(1), at('2026-03-25', 'clerk')).refused('admission.notOfTheAuthority');
  });
});
