import type { CommunityState } from '#community/events';
import { humanOf } from '#procedure';
import type { Aliases, Roll } from '../events.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;

/** Each human once (R§3.2), though the sitting's roll may have been frozen before two cards were joined. */
export const humansOf = (where: Formed, persons: readonly string[]): readonly string[] => [
  ...new Set(persons.map((person) => humanOf(where, person))),
];

/** The same for a roll; one that is a number stays. */
export const humansOn = (where: Formed, roll: Roll): Roll =>
  'number' in roll ? roll : humansOf(where, roll);

/** The other cards of these persons: with them a vote needs no further stream to know who votes. */
export function aliasesOf(where: Formed, persons: readonly string[]): Aliases {
  const named = new Set(persons);
  return Object.fromEntries(Object.entries(where.joined).filter(([, human]) => named.has(human)));
}

/** The person as the ballot lists him, whichever of his cards he used. */
export const listedAs = ({ aliases }: Readonly<{ aliases: Aliases }>, card: string): string =>
  Object.hasOwn(aliases, card) ? (aliases[card] ?? card) : card;
