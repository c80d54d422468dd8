import { inHex, outOfHex } from './bytes.js';
import { readCheckpoint, type Checkpoint } from './checkpoint.js';
import { readNote, signatureOf, signedBy, type Signature, type Signer, type Verifier } from './note.js';
import { extendsTree } from './proof.js';
import { sha256 } from '#audit/primitives';

/** The newest checkpoint that a witness has cosigned, of each log; the root as hexadecimal. */
export type WitnessState = Readonly<Record<string, Readonly<{ size: number; root: string }>>>;

/** A log asks for a cosignature: from which size it grew, the proof of it, the signed checkpoint. */
export type AddCheckpoint = Readonly<{ old: number; proof: readonly Uint8Array[]; note: string }>;

/** What a witness answers; `status` as C2SP tlog-witness gives it. Only 200 changes what it remembers. */
export type Witnessed =
  | Readonly<{ status: 200; signature: Signature; state: WitnessState }>
  | Readonly<{ status: 409; size: number }>
  | Readonly<{ status: 400 | 403 | 404 | 422; reason: string }>;

type Knows = Readonly<{ logs: readonly Verifier[]; signer: Signer; now: number }>;

const empty = { size: 0, root: inHex(sha256('')) };

function grown(asked: AddCheckpoint, known: { size: number; root: string }, now: Checkpoint): boolean {
  const old = { size: known.size, root: outOfHex(known.root) };
  return extendsTree({ old, now, proof: asked.proof });
}

/**
 * Cosigns a checkpoint that provably extends the last one seen of that log, and nothing else (C2SP tlog-witness). The
 * caller stores the new state before it hands the signature out. `now`: unix seconds.
 */
export function addCheckpoint(
  state: WitnessState,
  asked: AddCheckpoint,
  { logs, signer, now }: Knows,
): Witnessed {
  const note = readNote(asked.note);
  const checkpoint = readCheckpoint(note);
  const log = logs.find(({ name }) => name === checkpoint.origin);
  if (log === undefined) return { status: 404, reason: `log ${checkpoint.origin} is not known here` };
  if (!signedBy(note, log)) return { status: 403, reason: 'the checkpoint is not signed by its log' };
  if (asked.old > checkpoint.size) return { status: 400, reason: 'the old size is beyond the checkpoint' };
  const known = state[checkpoint.origin] ?? empty;
  if (asked.old !== known.size) return { status: 409, size: known.size };
  if (!grown(asked, known, checkpoint))
    return {
      status: 422,
      reason: 'the checkpoint does not extend the last one: the log was changed or split',
    };
  const root = inHex(checkpoint.root);
  return {
    status: 200,
    signature: signatureOf(note.text, signer, now),
    state: { ...state, [checkpoint.origin]: { size: checkpoint.size, root } },
  };
}
