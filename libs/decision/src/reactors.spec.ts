import type { Recorded } from '#kernel';
import { decisionReactors } from './reactors.js';

const [{ react }] = decisionReactors;

const recorded = (stream: string, type: string, data: unknown): Recorded => ({
  ...{ id: 'e', stream, revision: 3, position: '9', type, data },
  metadata: {
    $correlationId: 'c',
    $causationId: 'c',
    commandId: 'c',
    by: { person: 'p' },
    at: 'now',
    schema: 1,
  },
});

describe('what an event calls for in other decisions', () => {
  it('tells every decision on the agenda that a person left the room', () => {
    const left = recorded('sitting-s', 'DepartureRecorded', { person: 'p', decisions: ['a', 'b'] });
    expect(react(left).map(({ id, command }) => [id, command])).toEqual([
      ['a', { type: 'NoteDeparture', data: { sitting: 's', person: 'p' } }],
      ['b', { type: 'NoteDeparture', data: { sitting: 's', person: 'p' } }],
    ]);
  });

  it('notes at the older decision who relies on it, and marks those when it is annulled or withdrawn', () => {
    const opened = recorded('decision-young', 'DecisionOpened', { reliesOn: ['old'] });
    expect(react(opened)).toEqual([
      { category: 'decision', id: 'old', command: { type: 'NoteReliance', data: { decision: 'young' } } },
    ]);
    for (const type of ['DecisionAnnulled', 'DecisionWithdrawn'])
      expect(react(recorded('decision-old', type, { reliedOnBy: ['young'] }))).toEqual([
        { category: 'decision', id: 'young', command: { type: 'MarkRelianceLost', data: { on: 'old' } } },
      ]);
  });

  it('marks at once who relied on a decision that had fallen in between', () => {
    expect(react(recorded('decision-old', 'RelianceNoted', { decision: 'young', lost: false }))).toEqual([]);
    const late = react(recorded('decision-old', 'RelianceNoted', { decision: 'young', lost: true }));
    expect(late.map(({ id, command }) => [id, command.type])).toEqual([['young', 'MarkRelianceLost']]);
  });
});
