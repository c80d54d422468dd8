import { aggregate, uuidV5 } from '#eventing';
import { conflict, forbidden, type Decider, type Message } from '#kernel';

/** Asks that a reactor begin after a position of the log. */
export type StartReactor = Message<'StartReactor', Readonly<{ name: string; position: string }>>;

/** A reactor was deployed: what lies in the log up to this position is not its business. */
export type ReactorStarted = Message<'ReactorStarted', Readonly<{ name: string; position: string }>>;

type ReactorState =
  Readonly<{ phase: 'new' }> | Readonly<{ phase: 'started'; name: string; position: string }>;

const starter = 'system:reactor';

const decider: Decider<StartReactor, ReactorStarted, ReactorState> = {
  initialState: { phase: 'new' },
  decide({ data, by }, state) {
    if (by.person !== starter)
      return forbidden('reactor.notYours', '反应器只能由系统启动。', 'Only the system starts a reactor.');
    if (state.phase === 'new') return [{ type: 'ReactorStarted', data }];
    if (state.name === data.name) return []; // its first position stays
    return conflict(
      'reactor.otherName',
      '此流属于另一反应器。',
      'This stream belongs to another reactor; take the id that derives from the name.',
      { details: { name: state.name } },
    );
  },
  evolve: (_state, { data }) => ({ phase: 'started', ...data }),
};

/** The aggregate of reactors; register it with the engine. */
export const reactorAggregate = aggregate<StartReactor, ReactorStarted, ReactorState>({
  category: 'reactor',
  decider,
  commands: { StartReactor: {} },
});

/** The stream id of a reactor. */
export const reactorId = (name: string): string => uuidV5(`reactor ${name}`);
