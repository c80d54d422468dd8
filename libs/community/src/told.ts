import type { Recorded } from '#kernel';
import type { CommunityEvent, OrganizationEvent, PersonEvent } from './events.js';

/** An event of this context as the log gives it back. */
export type Told = Recorded<CommunityEvent> | Recorded<OrganizationEvent> | Recorded<PersonEvent>;

/** The log knows only names and data; these are the ones of this context. */
export const told = (event: Recorded): Told => event as unknown as Told;

/** The category in `<category>-<id>`. */
export const categoryOf = ({ stream }: Pick<Recorded, 'stream'>): string =>
  stream.slice(0, stream.indexOf('-'));

/** The id in `<category>-<id>`. */
export const idOf = ({ stream }: Pick<Recorded, 'stream'>): string => stream.slice(stream.indexOf('-') + 1);
