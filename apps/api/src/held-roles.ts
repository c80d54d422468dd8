import type { SeatRow } from '#community';
import type { HeldRole } from '#decision';

const heads = ['secretary', 'chair', 'viceChair'];
const organs = ['branch', 'committee'];

/** The roles by which duties fall to somebody with these seats of communities: head of an organ, supervision, witness. */
export function rolesOf(seats: readonly SeatRow[]): readonly HeldRole[] {
  const communities = [
    ...new Set(seats.filter((seat) => seat.placeKind === 'community').map((seat) => seat.place)),
  ];
  return communities.flatMap((community) => {
    const here = seats.filter((seat) => seat.place === community);
    const bodies = here.map((seat) => seat.body);
    const led = here
      .filter((seat) => heads.includes(seat.role) && organs.includes(seat.body))
      .map((seat) => seat.body);
    const watches = bodies.includes('supervision');
    return [
      ...(led.length > 0 ? [{ community, role: 'organ' as const, bodies: led }] : []),
      ...(watches ? [{ community, role: 'supervision' as const, bodies }] : []),
      ...(led.length > 0 || watches ? [{ community, role: 'witness' as const, bodies }] : []),
    ];
  });
}
