import type { Sealed } from '#kernel';
import { defineView } from '#read-models';
import type { Seat } from './events.js';
import { categoryOf, idOf, told } from './told.js';

/** A seat in a community or an office. `key` is `<place>:<seat>`, since a seat's id is its own stream's affair. */
export type SeatRow = Readonly<{
  key: string;
  seat: string;
  place: string;
  placeKind: string;
  body: string;
  person: string;
  role: Seat['role'];
  vote: boolean;
  from: string;
  until: string;
  endedOn: string | null;
  /** For those within only; the API leaves it out for all others. */
  endReason: Sealed | null;
  /** Revision of the stream at which it was seated: the order in which to list. */
  seatedAt: number;
}>;

/** All seats ever held; who sits on a day follows from the dates. */
export const seatView = defineView<SeatRow>({
  name: 'seat_v1',
  key: 'key',
  columns: {
    key: 'text',
    seat: 'text',
    place: 'text',
    placeKind: 'text',
    body: 'text',
    person: 'text',
    role: 'text',
    vote: 'boolean',
    from: 'date',
    until: 'date',
    endedOn: 'date',
    endReason: 'jsonb',
    seatedAt: 'integer',
  },
  indexes: [{ columns: ['place', 'body'] }, { columns: ['person'] }],
  categories: ['community', 'organization'],
  rows(recorded) {
    const event = told(recorded);
    if (event.type === 'MemberSeated') return [`${idOf(event)}:${event.data.seat.id}`];
    return event.type === 'MemberUnseated' ? [`${idOf(event)}:${event.data.seat}`] : [];
  },
  evolve(row, recorded, key) {
    const event = told(recorded);
    if (event.type === 'MemberSeated') {
      // that somebody is a woman is for the rule that counts, not for a list
      const { id, endedOn = null, woman: _woman, ...seat } = event.data.seat;
      const place = { place: idOf(event), placeKind: categoryOf(event) };
      return { ...seat, ...place, key, seat: id, endedOn, endReason: null, seatedAt: event.revision };
    }
    if (row === undefined || event.type !== 'MemberUnseated') return row ?? null;
    return { ...row, endedOn: event.data.on, endReason: event.data.reason };
  },
});
