import { toSeal, type Sealed } from '#kernel';

/** Free text of a command is sealed under a key of its own: that of the command that brings it. */
export const item = (commandId: string, text: string): Sealed => toSeal(`item:${commandId}`, text);

/** The same for a text that may be missing. */
export const itemOrNone = (commandId: string, text: string | null): Sealed | null =>
  text === null ? null : item(commandId, text);
