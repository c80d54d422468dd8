/** A day as written on paper, 'YYYY-MM-DD', in Asia/Shanghai. */
export type CivilDate = string;
/** The two languages in which everything is said. */
export type Words = Readonly<{ zh: string; en: string }>;
/** Integers, 0 < num <= den. */
export type Fraction = Readonly<{ num: number; den: number }>;
/** What a community is where it is not a city's (居民委员会): 村民委员会. A rule set without one is for cities. */
export type CommunityKind = 'village';
/** A value with the article or report that it is taken from. */
export type Cited<T> = Readonly<{ value: T; source: string }>;
/** 到会 | 应到 | 全体组成人员. */
export type CountBase = 'present' | 'due' | 'roll';
/** `strict`: 过半数 '>', otherwise 半数以上 '>=' (Civil Code §1259). */
export type ShareRule = Readonly<{ fraction: Fraction; strict: boolean; base: CountBase; source: string }>;

/** Show of hands, one vote per named person, secret paper. */
export type BallotForm = 'hands' | 'named' | 'secretPaper';
/** Yes, no or abstain; one of several options; k of n. */
export type BallotKind = 'yesNo' | 'options' | 'choose';
/** The three kinds of step. */
export type StepKind = 'meeting' | 'posting' | 'implementation';
/** 'proposal', 'consultation', 'review', 'resolution', 'resolutionPosting', 'implementation', 'resultPosting'; practice: 'meeting'. */
export type StepKey = string;

/** How early a meeting is called; `maxDays` where it may not be called earlier than that. */
export type NoticeRule = Readonly<{
  days: number;
  counting: 'calendar' | 'working';
  maxDays?: number;
  waivable: boolean;
  source: string;
}>;

/** A part of the body that must be there besides; it holds the persons of `seatBodies`, of which `seatBody` is the first. */
export type AlsoQuorum = Readonly<{ seatBody: string; seatBodies: readonly string[]; rule: ShareRule }>;

/** A deliberation; its roll is the union of the persons with a voting seat in `seatBodies`. */
export type MeetingStep = Readonly<{
  kind: 'meeting';
  key: StepKey;
  title: Words;
  body: string;
  seatBodies: readonly string[];
  quorum: ShareRule | null;
  alsoQuorum?: readonly AlsoQuorum[];
  majority: ShareRule;
  notice: NoticeRule;
  ballotForms: readonly BallotForm[];
  ballotKinds: readonly BallotKind[];
  recusal: 'staysInBase' | 'outOfBase';
  proxy: false;
  remoteAttendance: boolean;
  showRunningCount: boolean;
  mayMergeWithNext: boolean;
  needsAuthorization: boolean;
  rollByNumber: boolean;
  convenerBodies: readonly string[];
}>;

/** Where a posting must hang. */
export type PostingPlace = 'board' | 'web';

/** A disclosure; `objectionDays: null` means that objections are heard during the whole posting. */
export type PostingStep = Readonly<{
  kind: 'posting';
  key: StepKey;
  title: Words;
  minDays: Cited<number>;
  postWithinDays: Cited<number>;
  objectionDays: Cited<number> | null;
  replyDays: Cited<number>;
  escalationDays: Cited<number>;
  requiredPlaces: readonly PostingPlace[];
  supervisionCheck: boolean;
  aidMinDays?: Cited<number>;
}>;

/** The work between the two disclosures. */
export type ImplementationStep = Readonly<{ kind: 'implementation'; key: StepKey; title: Words }>;
/** One step of a procedure. */
export type Step = MeetingStep | PostingStep | ImplementationStep;

/** A kind of major matter (R§3.11). */
export type Category = Readonly<{ key: string; title: Words; aid: boolean; money: boolean; source: string }>;

/** 永久 | 30年 | 10年, by what became of the matter. */
export type ArchiveRule = Readonly<{
  resolved: Cited<'permanent' | number>;
  rejected: Cited<'permanent' | number>;
}>;

/** How late who is told what, in days, by kind of notice. */
export type NoticeDeadlines = Readonly<Record<string, Cited<number>>>;

/** The share of its recipients with which a notice counts as told, by kind. */
export type ToldShares = Readonly<Record<string, Cited<Fraction>>>;

/** Who is told besides, so many days after a day passed over what was to be done. */
export type EscalationLevel = Readonly<{
  to: 'supervision' | 'street' | 'district';
  afterDays: Cited<number>;
}>;

/** The rules of one procedure as data; `statutory: false` is a set of practice without legal force. */
export type RuleSet = Readonly<{
  id: string;
  title: Words;
  statutory: boolean;
  example?: boolean;
  extends?: string;
  /** The kind of community whose law is the floor of this set. */
  communityKind?: CommunityKind;
  effectiveFrom: CivilDate;
  effectiveUntil?: CivilDate;
  ladder: readonly string[];
  bodies: Readonly<Record<string, Words>>;
  steps: readonly Step[];
  residentsMeeting?: MeetingStep;
  categories: readonly Category[];
  secondPersonAfterDays: Cited<number>;
  gapMinDays: Cited<number>;
  totalMaxDays: Cited<number>;
  reproposeCoolingMonths: Cited<number>;
  archive: ArchiveRule;
  notices?: NoticeDeadlines;
  told?: ToldShares;
  escalation?: readonly EscalationLevel[];
}>;

/** The counts of one ballot. `due` = voting members called. */
export type Tally = Readonly<{
  roll: number;
  due: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  spoiled: number;
}>;

/** What a ballot came to, with the arithmetic and the article; `needed` is the least count of yes. */
export type Verdict = Readonly<{
  carried: boolean;
  base: number;
  needed: number;
  yes: number;
  comparison: '>' | '>=';
  fraction: Fraction;
  baseKind: CountBase;
  arithmetic: Words;
  article: string;
}>;

/** Whether enough persons are there, with the arithmetic and the article. */
export type QuorumCheck = Readonly<{
  met: boolean;
  needed: number;
  counted: number;
  base: number;
  arithmetic: Words;
  article: string;
}>;

/** Which options reached the rule; whoever ties at the last place is not elected. */
export type Election = Readonly<{
  elected: readonly string[];
  tied: readonly string[];
  arithmetic: Words;
  article: string;
}>;

/** A step as it must be on a day: the stricter value of each number, and where they come from. */
export type OnDay<S extends Step> = S & Readonly<{ sources: readonly string[] }>;

/** What one person put on the ballot. */
export type BallotPaper =
  | Readonly<{ kind: 'yesNo'; choice: 'yes' | 'no' | 'abstain' }>
  | Readonly<{ kind: 'options'; option: string }>
  | Readonly<{ kind: 'choose'; options: readonly string[] }>
  | Readonly<{ kind: 'spoiled' }>;

/** How a vote reached the record. */
export type VoteVia = 'phone' | 'paper';

/** One recorded vote; a voided one is kept, and frees the person to be recorded again. */
export type RecordedVote = Readonly<{ paper: BallotPaper; via: VoteVia; voided?: boolean }>;

/** Counts by teller and scrutineer, for a show of hands or secret paper. */
export type BallotCounts = Readonly<{
  yes: number;
  no: number;
  abstain: number;
  spoiled: number;
  options?: Readonly<Record<string, number>>;
}>;

/** A ballot from opening to close; roll and present are persons, or numbers where the roll is a number. */
export type BallotState = Readonly<{
  form: BallotForm;
  kind: BallotKind;
  options: readonly string[];
  seats: number;
  roll: readonly string[] | number;
  present: readonly string[] | number;
  recused: readonly string[];
  votes: Readonly<Record<string, RecordedVote>>;
  counts?: BallotCounts;
  departed: readonly string[];
}>;

/** What a closed ballot came to. */
export type Judgement = Readonly<{
  carried: boolean;
  tally: Tally;
  verdict: Verdict;
  elected?: readonly string[];
  tied?: readonly string[];
}>;
