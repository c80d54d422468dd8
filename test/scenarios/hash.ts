import { createHash } from 'node:crypto';

/** SHA-256 of a text, in hexadecimal: stands for a document of the case. */
export const placeHash = (text: string): string => createHash('sha256').update(text).digest('hex');
