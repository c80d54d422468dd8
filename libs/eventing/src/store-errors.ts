import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { invalid } from '#kernel';
import { Conflict, OutcomeUnknown, Unavailable } from './errors.js';

const definite = [AccessDeniedError, InvalidArgumentError, StreamDeletedError, UnsupportedError];

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What a failed read means: either the store said no for good, or it is away. */
export function readError(error: unknown): unknown {
  if (error instanceof Unavailable || definite.some((kind) => error instanceof kind)) return error;
  return new Unavailable(`the event store does not answer: ${wordsOf(error)}`, 2, { cause: error });
}

const tooLarge = (stream: string, limit: number): never =>
  invalid(
    'log.tooLarge',
    '内容过大，不能入账。',
    `The event is larger than the ${limit} bytes the log takes.`,
    {
      details: { stream, limit },
    },
  );

/** What a failed append means: a conflict, a definite no, or that nobody knows whether it was written. */
export function appendError(error: unknown, stream: string, expected: number): unknown {
  if (error instanceof WrongExpectedVersionError)
    return new Conflict(
      stream,
      expected,
      typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : -1,
    );
  if (error instanceof MaxAppendSizeExceededError) return tooLarge(stream, error.maxAppendSize);
  if (error instanceof Unavailable || definite.some((kind) => error instanceof kind)) return error;
  return new OutcomeUnknown(`the event store did not answer: ${wordsOf(error)}`, 2, { cause: error });
}
