import type { Decider } from './decider.js';
import type { Message } from './message.js';
import { Rejection } from './rejection.js';

/** The same decider, whose refusals cite this article or source where they cite nothing nearer. */
export const citing = <C extends Message, E extends Message, S, F>(
  article: string,
  decider: Decider<C, E, S, F>,
): Decider<C, E, S, F> => ({
  ...decider,
  decide(command, state) {
    try {
      return decider.decide(command, state);
    } catch (error) {
      if (!(error instanceof Rejection) || error.article !== undefined) throw error;
      throw new Rejection(error.code, error.kind, error.text, article, error.details);
    }
  },
});
