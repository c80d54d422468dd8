import type { Recorded } from '#kernel';
import type {
  AdmissionRequestEvent,
  SealRegisterEvent,
  TaskCatalogEvent,
  TaskRefusalEvent,
} from './events.js';

/** The log knows only names and data; these are the ones of each stream of this context. */
export const told = {
  catalog: (event: Recorded) => event as unknown as Recorded<TaskCatalogEvent>,
  request: (event: Recorded) => event as unknown as Recorded<AdmissionRequestEvent>,
  refusal: (event: Recorded) => event as unknown as Recorded<TaskRefusalEvent>,
  seal: (event: Recorded) => event as unknown as Recorded<SealRegisterEvent>,
} as const;

/** The id in `<category>-<id>`. */
export const idOf = ({ stream }: Pick<Recorded, 'stream'>): string => stream.slice(stream.indexOf('-') + 1);
