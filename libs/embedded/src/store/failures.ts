import { Metadata, status as Code } from '@grpc/grpc-js';
import { StoreError } from './store-error.js';
import { errorField } from '../error-field.js';

/** A call's end other than OK, as the wire carries it. */
export type Failure = Readonly<{ code: number; details: string; metadata?: Metadata }>;

// Trailers are ASCII; other characters of a stream name travel percent-encoded.
const ascii = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text));

function failure(code: number, details: string, trailers: Record<string, string> = {}): Failure {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, ascii(value));
  return { code, details, metadata };
}

export const streamDeleted = (stream: string): Failure =>
  failure(Code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongVersion = (stream: string, expected: string, actual: number): Failure =>
  failure(Code.FAILED_PRECONDITION, `Delete failed due to WrongExpectedVersion. Stream: ${stream}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    'actual-version': String(actual),
  });

export const tooLarge = (limit: number): Failure =>
  failure(Code.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const metadataMissing = (key: string): Failure =>
  failure(Code.INVALID_ARGUMENT, `Required Metadata Property '${key}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const badArgument = (details: string): Failure => failure(Code.INVALID_ARGUMENT, details);

export const thrown = (details: string): Failure => failure(Code.UNKNOWN, details);

export const stopping = (): Failure =>
  failure(Code.UNAVAILABLE, 'The store is stopping; connect again when it is back.');

/** A fault of the store as a status: a damaged file is DATA_LOSS and says what to do. */
export function fromError(error: unknown): Failure {
  if (error instanceof StoreError) {
    const code = error.code === 'store.corrupt' ? Code.DATA_LOSS : Code.UNAVAILABLE;
    return failure(code, error.message);
  }
  return thrown(String(errorField(error, 'message') ?? error));
}
