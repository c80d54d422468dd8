/** A request for admission as lists show it. */
export type AdmissionLine = Readonly<{
  id: string;
  district: string;
  department: string;
  status: string;
  kind: string;
  title: string;
  communityCount: number;
  filedOn: string | null;
  decideBy: string | null;
  inForceFrom: string | null;
  inForceUntil: string | null;
  overdue: boolean;
  inForce: boolean;
  hoursPerMonth: number;
}>;

export type Application = Readonly<{
  title: string;
  basis: string;
  content: string;
  powers: string;
  people: string;
  from: string;
  until: string;
  hoursPerMonth: number;
  communities: readonly string[];
}>;

export type Admission = Readonly<{
  id: string;
  district: string;
  department: string;
  status: string;
  title: string;
  communities: readonly string[];
  decideBy: string | null;
  inForce: boolean;
  overdue: boolean;
  application: Application;
  movedAt: string;
  money: readonly Readonly<{
    community: string;
    agreedFen: number;
    dueFen: number;
    paidFen: number;
    owedFen: number;
  }>[];
  load: readonly Readonly<{ community: string; before: number; after: number }>[];
  opinions: readonly Readonly<{ community: string; opinion: string; text: string }>[];
}>;

export type Organization = Readonly<{ id: string; kind: string; name: string; parent: string | null }>;
