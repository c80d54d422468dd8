import type { Text } from '../frame/i18n';

/** What the API answers to readings, as far as the pages use it; the document of the API describes the bodies of commands. */

export type Verdict = Readonly<{ carried: boolean; article: string; arithmetic: Text }>;

export type Seat = Readonly<{
  place: string;
  placeKind: 'community' | 'organization';
  body: string;
  role: string;
  vote: boolean;
  from: string;
  until: string;
}>;

export type Me = Readonly<{
  person: string;
  name: string | null;
  contact: string | null;
  seats: readonly Seat[];
}>;

export type Duty = Readonly<{
  duty: string;
  about: 'decision' | 'sitting';
  id: string;
  kind: string;
  ref: string;
  dueOn: string | null;
  title: string | null;
  community: string;
  late: boolean;
}>;

export type Notice = Readonly<{
  id: string;
  kind: string;
  text: Text;
  decision: string | null;
  sitting: string | null;
  raisedAt: string;
}>;

export type AgendaItem = Readonly<{ decision: string; step: string; body: string; planVersion: number }>;

export type SittingLine = Readonly<{
  sitting: string;
  status: 'convened' | 'open' | 'adjourned' | 'closed' | 'cancelled';
  heldOn: string;
  time: string;
  place: string;
  items: readonly AgendaItem[];
}>;

export type Quorum = Readonly<{ met: boolean; article: string; arithmetic: Text }>;
export type Counts = Readonly<{ yes: number; no: number; abstain: number; spoiled: number }>;

export type Ballot = Readonly<{
  ballot: string;
  decision: string;
  number: number;
  sitting: string;
  step: string;
  body: string;
  heldOn: string;
  form: 'hands' | 'named' | 'secretPaper';
  kind: 'yesNo' | 'options' | 'choose';
  options: readonly string[];
  seats: number;
  teller: string;
  scrutineer: string;
  planVersion: number;
  open: boolean;
  countsEntered: boolean;
  recused: readonly string[];
  present: readonly string[];
  voted: readonly string[];
  missing: readonly string[];
  quorum: Quorum | null;
  verdict: Verdict | null;
  counts: Counts | null;
  own: Readonly<{ paper: Paper; means?: string }> | null;
}>;

export type Paper = Readonly<{
  kind: string;
  choice?: 'yes' | 'no' | 'abstain';
  option?: string;
  options?: readonly string[];
}>;

export type Sitting = SittingLine &
  Readonly<{
    community: string;
    noticeOn: string;
    noticeNeeded: number;
    noticeGiven: number;
    called: readonly Readonly<{ body: string; roll: readonly string[] }>[];
    rolls: readonly Readonly<{ body: string; roll: readonly string[] }>[];
    supervision: readonly string[];
    present: readonly string[];
    departed: readonly string[];
    minutes: 'none' | 'recorded' | 'confirmed';
    minutesText: string | null;
    secondPersonNeeded: boolean;
    ballots: readonly Ballot[];
  }>;

export type Money = Readonly<{ line: string; purpose: string; amountFen: number; payeeRule: string }>;

export type Posting = Readonly<{
  step: string;
  from: string;
  lastDay: string;
  places: readonly string[];
  requiredPlaces: readonly string[];
  hung: readonly Readonly<{ by: string; place: string }>[];
  takenDown: readonly Readonly<{ by: string; place: string }>[];
  proven: unknown;
  void: boolean;
}>;

export type Objection = Readonly<{
  objection: string;
  step: string;
  kind: string;
  filedOn: string;
  replyBy: string;
  text: string | null;
  reply: string | null;
  outcome: string;
}>;

export type Decision = Readonly<{
  decision: string;
  community: string;
  ruleSet: string;
  category: string;
  aid: boolean;
  title: string;
  phase: string;
  step: string;
  openedOn: string;
  money: Money | null;
  steps: readonly Readonly<{ step: string; carried: boolean; at: string }>[];
  plans: readonly Readonly<{ version: number; hash: string; text: string | null; money: Money | null }>[];
  postings: readonly Posting[];
  objections: readonly Objection[];
  ballots: readonly Ballot[];
  work: Readonly<{ percent?: number }> | null;
}>;

export type BoardLine = Readonly<{
  decision: string;
  title: string;
  category: string;
  ruleSet: string;
  phase: string;
  step: string;
  late: readonly string[];
  openedOn: string;
  postingLastDay: string | null;
  objectionsOpen: number;
  replyDue: string | null;
}>;

export type Named = Readonly<{ key: string; title: Text }>;
type Share = Readonly<{ fraction: Readonly<{ num: number; den: number }>; source: string }>;
export type Step = Named &
  Readonly<{
    kind: 'meeting' | 'posting' | 'implementation';
    body: string;
    notice: Readonly<{ days: number; counting: 'calendar' | 'working'; source: string; maxDays?: number }>;
    quorum?: Share;
    majority?: Share;
    ballotForms: readonly Ballot['form'][];
    ballotKinds: readonly Ballot['kind'][];
    places?: readonly Readonly<{ place: string; required: boolean }>[];
  }>;

export type RuleSet = Readonly<{
  id: string;
  title: Text;
  ladder: readonly string[];
  effectiveFrom: string;
  effectiveUntil?: string;
  bodies: Readonly<Record<string, Text>>;
  steps: readonly Step[];
  categories: readonly (Named & Readonly<{ money: boolean; aid: boolean; source: string }>)[];
}>;

export type Place = Readonly<{
  id: string;
  name: string;
  parent: string;
  kind: 'village' | null;
  seats: readonly (Seat & Readonly<{ person: string; endedOn: string | null }>)[];
  fundLines: readonly Readonly<{ line: string; title: string; purposes: readonly string[] }>[];
}>;
