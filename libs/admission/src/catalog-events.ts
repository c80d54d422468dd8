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

/** A number that a district sets, and where it is printed. */
type Set = Readonly<{ value: number; source: string }>;

/** Which tasks a community may refuse: all that are not admitted, those on no list, or only what the negative list names (R§10). */
export type RefuseScope = 'notApproved' | 'outsideTheList' | 'negativeListOnly';

/** What a district sets otherwise than the defaults of R§10; what it does not name stays as it is there. */
export type DistrictRules = Readonly<{
  /** Working days between filing and start. */
  lead?: Set;
  /** Working days to decide. */
  decide?: Set;
  /** Days after which a due payment is late. */
  grace?: Set;
  /** How many target communities are heard at least. */
  hearings?: Set;
  /** Percent of a year's ratings that must be content. */
  reviewPercent?: Set;
  /** Working days within which an urgent matter that began at once is confirmed; without it nothing begins at once. */
  urgentWithin?: Set;
  /** Person-hours a month that a community bears at most of what was admitted; without it there is no cap. */
  loadCap?: Set;
  /** Whether the authority must say why it goes beyond the cap; otherwise going beyond is shown. */
  overCap?: 'warn' | 'askReason';
  /** Trainings or meetings a year of one request. */
  meetingsPerYear?: Set;
  refuseScope?: RefuseScope;
}>;

/** `authority`: the organization on whose seat the actor relies. The list is given whole: what is not on it is off it; rules that are left out stay as they were. */
export type TaskCatalogCommand = Message<
  'PublishTaskCatalog',
  {
    district: string;
    authority: string;
    effectiveFrom: string;
    source: string;
    basisHash: string;
    entries: readonly CatalogEntry[];
    rules?: DistrictRules;
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
      /** The district's own parameters; versions before 2026-11-27 lack them. */
      rules?: DistrictRules;
      judged: readonly Judged[];
    }
  >;

/** One published version; a request keeps the one under which it was filed. */
export type CatalogVersion = Readonly<{
  version: number;
  effectiveFrom: string;
  entries: readonly CatalogEntry[];
  rules?: DistrictRules;
  /** The authority that published it. */
  authority: string | null;
}>;

export type TaskCatalogState = Readonly<{ versions: readonly CatalogVersion[] }>;
