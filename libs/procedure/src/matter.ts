/** As much of a decision's state as a document that rests on it needs to know; the decision's own state fits it. */
export type Matter = Readonly<{
  phase: string;
  community?: string;
  postings?: Readonly<Record<string, Readonly<{ proven: boolean }>>>;
}>;

/** What a matter still needs before a document may rest on it: its vote, the end of its posting; `ended` when it never will; `null` when nothing. */
export function stillOpen({ phase, postings = {} }: Matter): 'vote' | 'posting' | 'ended' | null {
  if (['implementing', 'concluded', 'filed'].includes(phase)) return null;
  if (phase === 'withdrawn' || phase === 'annulled') return 'ended';
  if (phase !== 'posting') return 'vote';
  return Object.values(postings).some(({ proven }) => proven) ? null : 'posting';
}
