import type { Fact, Facts } from '#kernel';
import type { CommunityState, OrganizationState } from '#community/events';

/** What is read of a decision; anything else of its state is nobody's business here. */
export type DecisionFact =
  | Readonly<{ phase: 'none' }>
  | Readonly<{
      community: string;
      title: string;
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
      community: string;
      heldOn: string;
      items: readonly Readonly<{ decision: string }>[];
      called: readonly Readonly<{ body: string; roll: readonly string[] | Readonly<{ number: number }> }>[];
    }>;

/** `item:<id>`: the decisions whose titles the text names. */
export type NoticeFacts = Readonly<
  {
    decision?: Fact<DecisionFact>;
    sitting?: Fact<SittingFact>;
    community?: Fact<CommunityState>;
    street?: Fact<OrganizationState>;
  } & { [item: `item:${string}`]: Fact<DecisionFact> | undefined }
>;

/** The facts as a decider gets them from the loader, which knows no types of states. */
export const factsOf = (facts: Facts): NoticeFacts => facts as NoticeFacts;

/** The decisions on the agenda, in its order. */
export const itemsIn = (facts: NoticeFacts): readonly DecisionFact[] =>
  Object.keys(facts).flatMap((name) =>
    name.startsWith('item:') ? (facts[name as `item:${string}`]?.state ?? []) : [],
  );
