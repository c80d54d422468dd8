import { invalid } from '#kernel';
import { concat, inBase64, inHex, outOfBase64, outOfHex, utf8 } from './bytes.js';
import { ed25519Sign, ed25519Verify, publicKeyOf, sha256 } from '#audit/primitives';

/** What a key is for: 1 signs notes, 4 cosigns checkpoints with a time (C2SP signed-note, tlog-cosignature). */
type Algorithm = 1 | 4;

/** Somebody's public key with its name. */
export type Verifier = Readonly<{ name: string; algorithm: Algorithm; key: Uint8Array }>;
/** Somebody's secret key: a seed of 32 bytes. */
export type Signer = Readonly<{ name: string; algorithm: Algorithm; seed: Uint8Array }>;

/** One signature line of a note. */
export type Signature = Readonly<{ name: string; id: string; bytes: Uint8Array }>;

/** A note: its text, which ends with a line break, and the signatures under it. */
export type Note = Readonly<{ text: string; signatures: readonly Signature[] }>;

const badNote = (zh: string, en: string): never =>
  invalid('audit.badNote', `不是签名说明:${zh}`, `This is no signed note: ${en}`, {
    article: 'C2SP signed-note',
  });

/** The first four bytes of the hash over name, algorithm and key, in hexadecimal. */
export const keyId = ({ name, algorithm, key }: Verifier): string =>
  inHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(algorithm), key)).subarray(0, 4));

/** The public side of a signer. */
export const verifierOf = ({ name, algorithm, seed }: Signer): Verifier => ({
  ...{ name, algorithm, key: publicKeyOf(seed) },
});

/** A public key as text: `name+id+base64(algorithm ‖ key)`. */
export const writeVerifier = (verifier: Verifier): string =>
  [verifier.name, keyId(verifier), inBase64(concat(Uint8Array.of(verifier.algorithm), verifier.key))].join(
    '+',
  );

/** Reads a public key; refuses one whose id is not its own. */
export function readVerifier(text: string): Verifier {
  const [name = '', id, ...rest] = text.trim().split('+');
  const bytes = outOfBase64(rest.join('+'));
  const algorithm = bytes[0];
  const verifier = { name, algorithm: algorithm === 4 ? 4 : 1, key: bytes.subarray(1) } as const;
  const known = (algorithm === 1 || algorithm === 4) && bytes.length === 33;
  if (name === '' || /\s/.test(name) || !known || keyId(verifier) !== id)
    return badNote('公钥不完整或编号不符。', 'the key is not whole, or its id is another’s.');
  return verifier;
}

const line = /^— (\S+) ([A-Za-z0-9+/]+=*)$/;

/** Reads a note; refuses what is none. */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n'))
    return badNote('缺少空行。', 'no empty line stands above the signatures.');
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map((one): Signature => {
    const [, name = '', base64 = ''] = line.exec(one) ?? [];
    const bytes = outOfBase64(base64);
    if (bytes.length < 5) return badNote('签名行不完整。', 'a signature line is not whole.');
    return { name, id: inHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

/** The note as it is written. */
export const writeNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures
    .map(({ name, id, bytes }) => {
      return `— ${name} ${inBase64(concat(outOfHex(id), bytes))}\n`;
    })
    .join('')}`;

const timed = (text: string, seconds: bigint): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/** A signature under a text; `at` is the time of a cosignature (unix seconds). */
export function signatureOf(text: string, signer: Signer, at = 0): Signature {
  const verifier = verifierOf(signer);
  const where = { name: signer.name, id: keyId(verifier) };
  if (signer.algorithm === 1) return { ...where, bytes: ed25519Sign(signer.seed, utf8(text)) };
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(at));
  return { ...where, bytes: concat(time, ed25519Sign(signer.seed, timed(text, BigInt(at)))) };
}

/** Whether the note carries a good signature of that key. */
export function signedBy({ text, signatures }: Note, verifier: Verifier): boolean {
  const id = keyId(verifier);
  return signatures.some((one) => {
    if (one.name !== verifier.name || one.id !== id) return false;
    if (verifier.algorithm === 1) return ed25519Verify(verifier.key, utf8(text), one.bytes);
    const { bytes } = one;
    if (bytes.length !== 72) return false;
    const seconds = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
    return ed25519Verify(verifier.key, timed(text, seconds), bytes.subarray(8));
  });
}
