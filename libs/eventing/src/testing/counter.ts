import { conflict, forbidden, type Decider, type Fact, type Sealed } from '#kernel';
import { aggregate } from '../aggregate.js';

/** A small aggregate for the specs of the engine: a tally with a limit, which may be set by another stream. */
export type Tally = Readonly<{
  count: number;
  voters: readonly string[];
  closed: boolean;
  remarks: readonly Sealed[];
}>;

export type TallyCommand =
  | Readonly<{ type: 'Vote'; data: Readonly<{ voter: string; remark?: Sealed }> }>
  | Readonly<{ type: 'VoteWithin'; data: Readonly<{ voter: string; limit: string }> }>
  | Readonly<{ type: 'VoteMany'; data: Readonly<{ voters: readonly string[] }> }>
  | Readonly<{ type: 'Close'; data: Readonly<Record<string, never>> }>
  | Readonly<{ type: 'Ask'; data: Readonly<Record<string, never>> }>;

export type TallyEvent =
  | Readonly<{
      type: 'Voted';
      data: Readonly<{ voter: string; limit?: number; at: string; remark?: Sealed }>;
    }>
  | Readonly<{ type: 'Closed'; data: Readonly<Record<string, never>> }>;

type Limit = Readonly<{ limit: Fact<number> }>;

const closed = (): never =>
  conflict('tally.closed', '已经结束。', 'The tally is closed.', { article: 'spec' });

/** A closed tally takes no vote; nobody votes twice; `Ask` never writes. */
const decider: Decider<TallyCommand, TallyEvent, Tally, Partial<Limit>> = {
  initialState: { count: 0, voters: [], closed: false, remarks: [] },
  decide(command, state) {
    const vote = (voter: string, more: Readonly<{ limit?: number; remark?: Sealed }> = {}): TallyEvent => {
      if (state.closed) return closed();
      if (state.voters.includes(voter)) return forbidden('tally.twice', '已经投过。', 'Voted already.');
      return { type: 'Voted', data: { voter, at: command.at, ...more } };
    };
    switch (command.type) {
      case 'Vote':
        return [vote(command.data.voter, { remark: command.data.remark })];
      case 'VoteWithin': {
        const limit = command.facts.limit?.state ?? 0;
        if (state.count >= limit) return conflict('tally.full', '已满。', 'The tally is full.');
        return [vote(command.data.voter, { limit })];
      }
      case 'VoteMany':
        return command.data.voters.map((voter) => vote(voter));
      case 'Close':
        return state.closed ? closed() : [{ type: 'Closed', data: {} }];
      case 'Ask':
        return [];
    }
  },
  evolve(state, event) {
    if (event.type === 'Closed') return { ...state, closed: true };
    const { voter, remark } = event.data;
    const remarks = remark ? [...state.remarks, remark] : state.remarks;
    return { ...state, count: state.count + 1, voters: [...state.voters, voter], remarks };
  },
};

export const tally = aggregate({
  category: 'tally',
  decider,
  commands: {
    Vote: {},
    VoteWithin: { facts: (command) => ({ limit: { category: 'limit', id: command.data.limit } }) },
    VoteMany: {},
    Close: {},
    Ask: {},
  },
  ruleSetOf: (state) => (state.count > 1 ? 'many' : undefined),
});

type SetLimit = Readonly<{ type: 'SetLimit'; data: Readonly<{ limit: number }> }>;
type LimitSet = Readonly<{ type: 'LimitSet'; data: Readonly<{ limit: number }> }>;

/** A stream that holds one number, for others to rely on. */
export const limit = aggregate<SetLimit, LimitSet, number, object>({
  category: 'limit',
  decider: {
    initialState: 0,
    decide: ({ data }) => [{ type: 'LimitSet', data }],
    evolve: (_, { data }) => data.limit,
  },
  commands: { SetLimit: {} },
});
