import { never } from '#kernel';
import { humanOf, seatsOn } from '#procedure';
import type { Audience } from '../events.js';
import type { Fact } from '#kernel';
import type { CommunityState, OrganizationState } from '#community/events';
import { targetsIn, type NoticeFacts } from './facts.js';

type Asked = Readonly<{ ballot: number | null; objection: string | null; day: string }>;

const listed = (roll: readonly string[] | number | Readonly<{ number: number }>): readonly string[] =>
  Array.isArray(roll) ? (roll as readonly string[]) : [];

/** The persons of a ballot's roll; of the latest ballot that lists persons when none is named. */
function onRoll({ decision }: NoticeFacts, ballot: number | null): readonly string[] {
  const state = decision?.state;
  if (state === undefined || !('ballots' in state)) return [];
  const rolls = state.ballots
    .filter(({ number }) => ballot === null || number === ballot)
    .map((one) => listed(one.state.roll));
  return rolls.findLast((roll) => roll.length > 0) ?? [];
}

function seated(
  state: CommunityState | undefined,
  day: string,
  roles: readonly string[],
  bodies?: readonly string[],
): readonly string[] {
  if (state === undefined || state.status === 'none') return [];
  return seatsOn(state, day, bodies)
    .filter((seat) => roles.length === 0 || (roles.includes(seat.role) && seat.body !== 'supervision'))
    .map((seat) => seat.person);
}

const sitsIn = (fact: Fact<OrganizationState> | undefined, day: string): readonly string[] =>
  fact?.state.status === 'formed' ? seatsOn(fact.state, day).map(({ person }) => person) : [];

const heads = ['secretary', 'chair'];

/** The persons whom an audience stands for on a day, as the facts tell. */
export function personsOf(audience: Audience, facts: NoticeFacts, asked: Asked): readonly string[] {
  switch (audience) {
    case 'roll':
      return onRoll(facts, asked.ballot);
    case 'called': {
      const state = facts.sitting?.state;
      return state !== undefined && 'called' in state ? state.called.flatMap(({ roll }) => listed(roll)) : [];
    }
    case 'conveners':
      return seated(facts.community?.state, asked.day, heads);
    case 'supervision':
      return seated(facts.community?.state, asked.day, [], ['supervision']);
    case 'street': {
      const state = facts.street?.state;
      if (state === undefined || state.status === 'none') return [];
      return seatsOn(state, asked.day)
        .filter((seat) => seat.role === 'inspector')
        .map((seat) => seat.person);
    }
    case 'objector': {
      const state = facts.decision?.state;
      const objections = state !== undefined && 'objections' in state ? state.objections : [];
      const by = objections.find(({ id }) => id === asked.objection)?.by;
      return by === undefined || by === null ? [] : [by];
    }
    case 'department':
    case 'authority':
    case 'district':
      return sitsIn(facts[audience], asked.day);
    case 'subscribers':
      return []; // listed page by page afterwards
    case 'targets':
      return targetsIn(facts).flatMap((state) => seated(state, asked.day, heads));
    default:
      return never(audience);
  }
}

/** Each human once, sorted: two cards that were found to be one person are told once. */
export function eachOnce(persons: readonly string[], facts: NoticeFacts): readonly string[] {
  const community = facts.community?.state;
  const human = (person: string) =>
    community !== undefined && community.status === 'formed' ? humanOf(community, person) : person;
  return [...new Set(persons.map(human))].sort();
}
