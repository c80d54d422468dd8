/**
 * Personal text on its way through the domain. Before it is stored the codec seals it (AES-256-GCM under the key
 * named by `key`); the domain carries it without looking inside.
 */
export type Sealed =
  | Readonly<{ sealed: 'open'; key: string; text: string }> // as it enters, never stored
  | Readonly<{ sealed: 'closed'; key: string; box: string; digest: string }> // as it lies in the log
  | Readonly<{ sealed: 'erased'; key: string }>; // as it is read after its key was destroyed

/** Marks text to be sealed under a key: `person:<id>` for names and contacts, `item:<id>` for free text. */
export const toSeal = (key: string, text: string): Sealed => ({ sealed: 'open', key, text });
