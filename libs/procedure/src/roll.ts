/**
 * A person's place in a body. `vote: false` is a seat without vote (a probationary party member, 列席). `until` is the
 * end of the term, `endedOn` an earlier end; both days still count. `woman` is recorded where a law counts women (村民委员会组织法
 * §8, §29), and left out otherwise.
 */
export type Seat = Readonly<{
  id: string;
  body: string;
  person: string;
  role: 'secretary' | 'chair' | 'viceChair' | 'member' | 'registrar' | 'inspector' | 'auditor';
  vote: boolean;
  from: string;
  until: string;
  endedOn?: string;
  woman?: boolean;
}>;

type Seated = Readonly<{
  seats: Readonly<Record<string, Seat>>;
  joined?: Readonly<Record<string, string>>;
}>;

/** The seats in force on a day (YYYY-MM-DD), optionally of certain bodies only. */
export function seatsOn(where: Seated, day: string, bodies?: readonly string[]): readonly Seat[] {
  return Object.values(where.seats).filter(
    (seat) =>
      seat.from <= day &&
      day <= (seat.endedOn ?? seat.until) &&
      (bodies === undefined || bodies.includes(seat.body)),
  );
}

/** The person that an id stands for, after two cards were found to be one human. */
export const humanOf = (where: Seated, person: string): string => where.joined?.[person] ?? person;

/** The roll: persons with the right to vote in these bodies on that day, each once (R§3.2), sorted. */
export function rollOn(where: Seated, bodies: readonly string[], day: string): readonly string[] {
  const persons = seatsOn(where, day, bodies)
    .filter((seat) => seat.vote)
    .map((seat) => humanOf(where, seat.person));
  return [...new Set(persons)].sort();
}

/** The first seat of a person in force on that day that is of one of these bodies and, if asked, one of these roles. */
export function seatOf(
  where: Seated,
  person: string,
  day: string,
  bodies: readonly string[],
  roles?: readonly Seat['role'][],
): Seat | undefined {
  return seatsOn(where, day, bodies).find(
    (seat) => humanOf(where, seat.person) === person && (roles === undefined || roles.includes(seat.role)),
  );
}
