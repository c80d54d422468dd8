import { invalid } from '#kernel';
import { inBase64, outOfBase64 } from './bytes.js';
import { readNote, signedBy, type Note, type Verifier } from './note.js';

/** How large a log is, and its root (C2SP tlog-checkpoint). */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Uint8Array }>;

/** How many of these witnesses must have cosigned. */
export type Policy = Readonly<{ n: number; of: readonly Verifier[] }>;

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${inBase64(root)}\n`;

/** Reads a checkpoint out of a note; refuses what is none. */
export function readCheckpoint(note: Note | string): Checkpoint {
  const { text } = typeof note === 'string' ? readNote(note) : note;
  const [origin = '', size = '', root = ''] = text.split('\n');
  const bytes = outOfBase64(root);
  if (origin !== '' && /^(0|[1-9]\d{0,15})$/.test(size) && bytes.length === 32)
    return { origin, size: Number(size), root: bytes };
  return invalid('audit.badCheckpoint', '不是检查点。', 'This is no checkpoint.', {
    article: 'C2SP tlog-checkpoint',
  });
}

/** Whether as many witnesses as the policy asks have cosigned. */
export const witnessed = (note: Note, { n, of }: Policy): boolean =>
  of.filter((verifier) => signedBy(note, verifier)).length >= n;
