import type { Judged, Message } from '#kernel';

/** Stream: `taskCatalog-<district>`. Dates are civil dates (YYYY-MM-DD). */

/** What a task is to a community (seed: 必须承担、应该协助、可以委托; R§4.5). */
export type TaskClass = 'mustBear' | 'shouldAssist' | 'mayBeEntrusted' | 'notTheCommunitys';

/** What is asked of a community (R§4.3). */
export type RequestKind =
  | 'bodyOrPlaque'
  | 'task'
  | 'assessment'
  | 'ledgerOrForm'
  | 'survey'
  | 'trainingOrMeeting'
  | 'certificate'
  | 'informationSystem';

/** One matter on the list; `names` are other words under which it is asked for. */
export type CatalogEntry = Readonly<{
  id: string;
  title: string;
  names: readonly string[];
  class: TaskClass;
  kind: RequestKind;
  /** Who is responsible for it above the community. */
  department: string | null;
  /** The law, notice or list on which it stands. */
  basis: string;
}>;

/** `authority`: the organization on whose seat the actor relies. The list is given whole: what is not on it is off it. */
export type TaskCatalogCommand = Message<
  'PublishTaskCatalog',
  {
    district: string;
    authority: string;
    effectiveFrom: string;
    source: string;
    basisHash: string;
    entries: readonly CatalogEntry[];
  }
>;

export type TaskCatalogEvent =
  /** The admission authority published the list of what communities of the district do, assist with, may be entrusted with and refuse. */
  Message<
    'TaskCatalogPublished',
    {
      version: number;
      district: string;
      effectiveFrom: string;
      source: string;
      basisHash: string;
      entries: readonly CatalogEntry[];
      judged: readonly Judged[];
    }
  >;

/** One published version; a request keeps the one under which it was filed. */
export type CatalogVersion = Readonly<{
  version: number;
  effectiveFrom: string;
  entries: readonly CatalogEntry[];
}>;

export type TaskCatalogState = Readonly<{ versions: readonly CatalogVersion[] }>;
