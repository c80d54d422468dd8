import { never } from '#kernel';
import type { CommunityEvent, CommunityState } from '../events.js';
import { joinedWith } from './persons.js';
import { ended, withSeats } from './seating.js';

type Formed = Extract<CommunityState, { status: 'formed' }>;

function evolveFormed(state: Formed, event: Exclude<CommunityEvent, { type: 'CommunityFormed' }>): Formed {
  switch (event.type) {
    case 'MemberSeated':
      return { ...state, seats: withSeats(state.seats, [event.data.seat]) };
    case 'MemberUnseated':
      return { ...state, seats: ended(state.seats, event.data.seat, event.data.on) };
    case 'RelativesDeclared':
      return { ...state, relatives: [...state.relatives, event.data.persons] };
    case 'PersonsJoined':
      return { ...state, joined: joinedWith(state.joined, event.data.from, event.data.into) };
    case 'RepresentativesAuthorized': {
      const { authorization } = event.data;
      return { ...state, authorizations: { ...state.authorizations, [authorization.id]: authorization } };
    }
    case 'AuthorizationRevoked': {
      const known = state.authorizations[event.data.authorization];
      if (!known) return state;
      const revoked = { ...known, revokedOn: event.data.on };
      return { ...state, authorizations: { ...state.authorizations, [known.id]: revoked } };
    }
    case 'FundLineOpened':
      return { ...state, fundLines: { ...state.fundLines, [event.data.line.id]: event.data.line } };
    case 'YearlyReportRecorded': {
      const { report, year, on } = event.data;
      return { ...state, reports: { ...state.reports, [`${report}/${year}`]: on } };
    }
    default:
      return never(event);
  }
}

/** The community after an event. */
export function evolveCommunity(state: CommunityState, event: CommunityEvent): CommunityState {
  if (event.type !== 'CommunityFormed') return state.status === 'none' ? state : evolveFormed(state, event);
  const { name, parent, households, adults, countsSource, kind } = event.data;
  return {
    status: 'formed',
    ...(kind === undefined ? {} : { kind }),
    ...{ name, parent, households, adults, countsSource },
    ...{ seats: {}, relatives: [], joined: {}, authorizations: {}, fundLines: {} },
  };
}
