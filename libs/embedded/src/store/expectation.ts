/** The revision a writer expects: none, any, at least one event, or exactly this one. */
export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;

export type Verdict =
  | Readonly<{ kind: 'write' }>
  | Readonly<{ kind: 'repeat'; revision: number }>
  | Readonly<{ kind: 'wrong' }>
  | Readonly<{ kind: 'deleted' }>;

export type Situation = Readonly<{
  /** Newest revision, -1 without events. */
  last: number;
  closed: boolean;
  softDeleted: boolean;
  hasMetadata: () => boolean;
  /** First revision of an id among those that are remembered for the stream. */
  revisionOf: (id: Uint8Array) => number | undefined;
  /** Id of the event at a revision. */
  idAt: (revision: number) => Uint8Array | undefined;
}>;

const WRITE: Verdict = { kind: 'write' };
const WRONG: Verdict = { kind: 'wrong' };
const GONE: Verdict = { kind: 'deleted' };

function judgeById(ids: readonly Uint8Array[], now: Situation): Verdict {
  const [first] = ids;
  if (first === undefined || now.revisionOf(first) === undefined) return WRITE;
  const revisions = ids.map(now.revisionOf);
  const last = revisions.at(-1);
  return last === undefined || revisions.includes(undefined) ? WRONG : { kind: 'repeat', revision: last };
}

const equal = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;

function judgeBehind(expected: number, ids: readonly Uint8Array[], now: Situation): Verdict {
  const repeated = ids.every((id, index) => equal(now.idAt(expected + 1 + index), id));
  if (ids.length > 0 && repeated) return { kind: 'repeat', revision: expected + ids.length };
  const recreates = expected === -1 && now.softDeleted && ids.length > 0 && !equal(now.idAt(0), ids[0]);
  return recreates ? WRITE : WRONG;
}

/** Judges an append in the order in which EventStoreDB does: closed, soft-deleted, repeated, behind, ahead. */
export function judge(expected: Expected, ids: readonly Uint8Array[], now: Situation): Verdict {
  if (now.closed) return GONE;
  if (expected === 'stream_exists') {
    if (now.softDeleted) return GONE;
    if (now.last < 0 && !now.hasMetadata()) return WRONG;
  }
  if (expected === 'any' || expected === 'stream_exists') return judgeById(ids, now);
  const at = expected === 'no_stream' ? -1n : expected;
  if (at > BigInt(now.last)) return WRONG;
  // At the current revision ids are not looked at: the same id may be stored twice.
  if (at === BigInt(now.last)) return WRITE;
  return judgeBehind(Number(at), ids, now);
}
