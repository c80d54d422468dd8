import { conflict, invalid, missing, type Sealed } from '#kernel';
import type { CivilDate, CommunityKind } from '#procedure';
import type { Seat } from '../events.js';
import { mustHaveCome, mustSay, mustSaySealed } from './checks.js';
import { lastDayOf, mustBeWellFormed, overlap } from './terms.js';

type Seats = Readonly<Record<string, Seat>>;

/** The seats as they would stand with these added or replaced. */
export const withSeats = (seats: Seats, batch: readonly Seat[]): Seats => ({
  ...seats,
  ...Object.fromEntries(batch.map((seat) => [seat.id, seat])),
});

function mustBeNew(seats: Seats, batch: readonly Seat[]): void {
  const known = new Set(Object.keys(seats));
  for (const { id } of batch) {
    if (known.has(id))
      conflict('community.seatExists', `席位 ${id} 已经登记。`, `Seat ${id} is already recorded.`, {
        details: { seat: id },
      });
    known.add(id);
  }
}

/** Refuses a human who would sit twice in one body on some day, under one card or under two. */
export function mustSitOnce(all: Seats, touched: readonly Seat[], human: (person: string) => string): void {
  const place = (seat: Seat): string => `${seat.body} ${human(seat.person)}`;
  const byPlace = new Map<string, Seat[]>();
  for (const seat of Object.values(all))
    byPlace.set(place(seat), [...(byPlace.get(place(seat)) ?? []), seat]);
  for (const seat of touched) {
    const others = byPlace.get(place(seat)) ?? [];
    const twin = others.find((other) => other.id !== seat.id && overlap(other, seat));
    if (twin)
      conflict(
        'community.seatedTwice',
        `同一人在“${seat.body}”中有两个时间重叠的席位:一人一席,请只登记一个。`,
        `One person would hold two overlapping seats in "${seat.body}": one person, one seat; record only one.`,
        { details: { body: seat.body, person: seat.person, seats: [twin.id, seat.id] } },
      );
  }
}

/** Refuses a batch that could not be recorded whatever the law on its body: all or nothing. */
export function mustBeSeatable(
  seats: Seats,
  { seats: batch, basisHash }: Readonly<{ seats: readonly Seat[]; basisHash: string }>,
  today: CivilDate,
  kind?: CommunityKind,
): void {
  mustSay('basisHash', basisHash, 128);
  if (batch.length === 0 || batch.length > 5000)
    invalid('community.batchSize', '一次须登记 1 至 5000 个席位。', 'A batch seats 1 to 5000 persons.', {
      details: { seats: batch.length },
    });
  for (const seat of batch) mustBeWellFormed(seat, today, kind);
  mustBeNew(seats, batch);
}

/** Refuses the end of a seat that is unknown, already ended or not of its term. */
export function mustBeEndable(
  seats: Seats,
  { seat: id, on, reason }: Readonly<{ seat: string; on: string; reason: Sealed }>,
  today: CivilDate,
): void {
  const seat = Object.hasOwn(seats, id) ? seats[id] : undefined;
  if (!seat)
    return missing('community.seatUnknown', '没有这个席位。', 'There is no such seat.', {
      details: { seat: id },
    });
  mustSaySealed('reason', reason);
  mustHaveCome('on', on, today);
  if (seat.endedOn !== undefined)
    conflict(
      'community.seatEnded',
      `该席位已于 ${seat.endedOn} 终止。`,
      `The seat ended on ${seat.endedOn}.`,
    );
  if (on < seat.from || on > lastDayOf(seat))
    invalid(
      'community.endOutsideTerm',
      `离任日 ${on} 不在任期(${seat.from} 至 ${seat.until})之内。`,
      `${on} lies outside the term (${seat.from} to ${seat.until}).`,
    );
}

/** The seats after one of them ended. */
export function ended(seats: Seats, id: string, on: CivilDate): Seats {
  const seat = seats[id];
  return seat ? { ...seats, [id]: { ...seat, endedOn: on } } : seats;
}
