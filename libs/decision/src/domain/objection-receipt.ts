import { createHash } from 'node:crypto';

/** No 0/O, 1/I/L, U: read out over a counter without mistakes. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code on the objector's slip, derived from the command: the same try gives the same code. */
export function receiptCode(commandId: string): string {
  const digest = createHash('sha256').update(`receipt ${commandId}`, 'utf8').digest();
  const code = [...digest.subarray(0, 8)].map((byte) => letters[byte % letters.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
