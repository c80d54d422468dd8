import { readCheckpoint } from './checkpoint.js';
import {
  keyId,
  readNote,
  readVerifier,
  signatureOf,
  signedBy,
  verifierOf,
  writeNote,
  writeVerifier,
} from './note.js';
import { logSigner, sampleLog, signedCheckpoint, treeOver, witnesses } from './testing/index.js';
import { consistencyProof } from './tree.js';
import { addCheckpoint, type WitnessState } from './witness.js';

const [signer] = witnesses as [(typeof witnesses)[0], ...typeof witnesses];
const knows = { logs: [verifierOf(logSigner)], signer, now: 1_770_000_000 };
const events = sampleLog();
const asking = (old: number, size: number, all = events) => {
  const tree = treeOver(all.slice(0, size));
  return { old, proof: consistencyProof(tree.at, old, size), note: signedCheckpoint(tree, []) };
};
const answered = (state: WitnessState, asked: ReturnType<typeof asking>) =>
  addCheckpoint(state, asked, knows);

describe('a witness (C2SP tlog-witness)', () => {
  it('cosigns what extends the last one it saw, and remembers it', () => {
    const first = answered({}, asking(0, 3));
    if (first.status !== 200) throw new Error(JSON.stringify(first));
    const second = answered(first.state, asking(3, 7));
    if (second.status !== 200) throw new Error(JSON.stringify(second));
    expect(second.state[logSigner.name]?.size).toBe(7);
    const note = readNote(asking(3, 7).note);
    const cosigned = { ...note, signatures: [...note.signatures, second.signature] };
    expect(signedBy(readNote(writeNote(cosigned)), verifierOf(signer))).toBe(true);
    expect(signedBy({ ...cosigned, text: cosigned.text.replace('7', '8') }, verifierOf(signer))).toBe(false);
  });

  it.each([
    ['from another size', asking(2, 7), { status: 409, size: 3 }],
    ['a smaller one', asking(0, 2), { status: 409, size: 3 }],
    ['an old size beyond it', { ...asking(1, 2), old: 5 }, { status: 400 }],
    ['a history rewritten', asking(3, 7, [events[1]!, ...events.slice(1)]), { status: 422 }],
    ['a proof of nothing', { ...asking(3, 7), proof: [] }, { status: 422 }],
  ])('refuses %s', (_, asked, expected) => {
    const first = answered({}, asking(0, 3));
    expect(answered(first.status === 200 ? first.state : {}, asked)).toMatchObject(expected);
  });

  it('refuses a log that it does not know, and one that did not sign', () => {
    const tree = treeOver(events);
    const strange = { ...logSigner, name: 'other/log' };
    const asked = { old: 0, proof: [], note: signedCheckpoint(tree, [], strange) };
    expect(answered({}, asked)).toMatchObject({ status: 404 });
    const forged = { ...logSigner, seed: Buffer.alloc(32, 99) };
    expect(answered({}, { ...asked, note: signedCheckpoint(tree, [], forged) })).toMatchObject({
      status: 403,
    });
  });
});

describe('notes and keys (C2SP signed-note)', () => {
  it('the published example verifies, and not when a letter changes', () => {
    // golang.org/x/mod/sumdb/note, package documentation
    const key = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const note = readNote(
      'If you think cryptography is the answer to your problem,\n' +
        "then you don't know what your problem is.\n\n" +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
    );
    expect(signedBy(note, key)).toBe(true);
    expect(signedBy({ ...note, text: note.text.replace('answer', 'Answer') }, key)).toBe(false);
    expect(keyId(key)).toBe('c74f20a3');
  });

  it('a key is read as it was written, and refused with another id', () => {
    const verifier = verifierOf(signer);
    const written = writeVerifier(verifier);
    expect(writeVerifier(readVerifier(written))).toBe(written);
    expect(() => readVerifier(written.replace(keyId(verifier), '00000000'))).toThrow('audit.badNote');
  });

  it.each(['', 'x', 'x\n\n', 'x\n\n— a b\n', 'no end\n\n— a AAAAAAAA'])('%j is no note', (text) => {
    expect(() => readNote(text)).toThrow('audit.badNote');
  });

  it('a checkpoint is read only whole', () => {
    const text = readNote(signedCheckpoint(treeOver(events))).text;
    expect(readCheckpoint({ text, signatures: [] })).toMatchObject({ origin: logSigner.name, size: 7 });
    for (const bad of [text.replace('\n7\n', '\n07\n'), text.replace('\n7\n', '\n-7\n'), 'x\n7\nAAAA\n'])
      expect(() => readCheckpoint({ text: bad, signatures: [signatureOf(bad, signer)] })).toThrow(
        'audit.badCheckpoint',
      );
  });
});
