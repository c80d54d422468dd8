import type { Recorded } from '#kernel';
import type { DecisionEvent, SittingEvent } from './events.js';

/** An event of this context as the log gives it back. */
export type Told = Recorded<DecisionEvent> | Recorded<SittingEvent>;
export type ToldOf<T extends Told['type']> = Extract<Told, { type: T }>;

/** The log knows only names and data; these are the ones of this context. */
export const told = (event: Recorded): Told => event as unknown as Told;

/** The id in `<category>-<id>`. */
export const idOf = (event: Pick<Recorded, 'stream'>): string =>
  event.stream.slice(event.stream.indexOf('-') + 1);
