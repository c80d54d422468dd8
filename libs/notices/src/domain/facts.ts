import type { Fact, Facts } from '#kernel';
import type { AdmissionRequestState, TaskRefusalState } from '#admission/events';
import type { CommunityState, OrganizationState } from '#community/events';

/** What is read of a decision; anything else of its state is nobody's business here. */
export type DecisionFact =
  | Readonly<{ phase: 'none' }>
  | Readonly<{
      phase: string;
      community: string;
      title: string;
      step: string;
      ruleSet?: string;
      postings: Readonly<Record<string, Readonly<{ lastDay: string; proven: boolean }>>>;
      ballots: readonly Readonly<{
        number: number;
        state: Readonly<{ roll: readonly string[] | number }>;
      }>[];
      objections: readonly Readonly<{
        id: string;
        by: string | null;
        replyBy: string;
        answeredOn: string | null;
      }>[];
    }>;

/** What is read of a sitting. */
export type SittingFact =
  | Readonly<{ phase: 'none' }>
  | Readonly<{
      phase: string;
      minutes?: 'none' | 'recorded' | 'confirmed';
      community: string;
      heldOn: string;
      items: readonly Readonly<{ decision: string }>[];
      called: readonly Readonly<{ body: string; roll: readonly string[] | Readonly<{ number: number }> }>[];
    }>;

/** What is read of a notice once its persons are found. */
export type NoticeFact = Readonly<{ raised?: Readonly<{ about: Readonly<{ community: string | null }> }> }>;

/** `item:<id>`: the decisions whose titles the text names; `target:<id>`: the communities that a request concerns. */
export type NoticeFacts = Readonly<
  {
    /** Of a batch: the notice that it is of. */
    notice?: Fact<NoticeFact>;
    decision?: Fact<DecisionFact>;
    sitting?: Fact<SittingFact>;
    community?: Fact<CommunityState>;
    street?: Fact<OrganizationState>;
    admission?: Fact<AdmissionRequestState>;
    refusal?: Fact<TaskRefusalState>;
    department?: Fact<OrganizationState>;
    authority?: Fact<OrganizationState>;
    district?: Fact<OrganizationState>;
  } & { [item: `item:${string}`]: Fact<DecisionFact> | undefined } & {
    [target: `target:${string}`]: Fact<CommunityState> | undefined;
  }
>;

/** The facts as a decider gets them from the loader, which knows no types of states. */
export const factsOf = (facts: Facts): NoticeFacts => facts as NoticeFacts;

/** The decisions on the agenda, in its order. */
export const itemsIn = (facts: NoticeFacts): readonly DecisionFact[] =>
  Object.keys(facts).flatMap((name) =>
    name.startsWith('item:') ? (facts[name as `item:${string}`]?.state ?? []) : [],
  );

/** Whom a request or a task concerns, and who decides on it; undefined for what is no admission. */
export function concernedBy({ admission, refusal }: NoticeFacts):
  | Readonly<{
      title: string;
      district: string;
      department: string;
      authority: string | null;
      communities: readonly string[];
    }>
  | undefined {
  const request = admission?.state;
  if (request !== undefined && request.status !== 'none')
    return { ...request.application, authority: request.authority };
  const asked = refusal?.state;
  if (asked === undefined || asked.status === 'none') return undefined;
  return { ...asked.task, authority: asked.authority, communities: [asked.task.community] };
}

/** The communities that a request concerns. */
export const targetsIn = (facts: NoticeFacts): readonly CommunityState[] =>
  Object.keys(facts).flatMap((name) =>
    name.startsWith('target:') ? (facts[name as `target:${string}`]?.state ?? []) : [],
  );
