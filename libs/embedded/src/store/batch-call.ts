import type { ServerDuplexStream } from '@grpc/grpc-js';
import type {
  BatchAppendReq,
  BatchAppendResp as Answer,
} from '@eventstore/db-client/generated/streams_pb.js';
import { append } from './appending.js';
import { badRequestAnswer, outcomeAnswer, timeoutAnswer, tooLargeAnswer } from './batch-answer.js';
import type { Address } from './batch-answer.js';
import { now } from './clock.js';
import type { Expected } from './expectation.js';
import { fromError, stopping, type Failure } from './failures.js';
import type { NewEvent } from './log.js';
import type { Node } from './node.js';
import { isUnfit, isWritable, proposal } from './proposal.js';
import { expectedOf, streamName } from './requests.js';

export type BatchCall = ServerDuplexStream<BatchAppendReq, Answer>;

type Pending = {
  readonly to: Address;
  readonly stream: string;
  readonly expected: Expected | undefined;
  /** When it is given up, in milliseconds from now; an append that is whole by then is written. */
  readonly left: number;
  readonly events: NewEvent[];
  bytes: number;
  timer?: NodeJS.Timeout;
};

/** Appends taken in whose answers the client has not taken yet; above either number no more are read. */
const MOST_HELD = 1024;
const MOST_HELD_BYTES = 32 << 20;
/** However late a deadline is, an append whose last message does not come is not kept longer. */
const LONGEST_WAIT = 10_000;

/** One BatchAppend call: many appends by correlation id, each answered exactly once. */
export class Batches {
  private readonly pending = new Map<string, Pending>();
  private held = 0;
  private heldBytes = 0;
  private underWay = 0;
  private halfClosed = false;
  private over = false;

  constructor(
    private readonly node: Node,
    private readonly call: BatchCall,
  ) {
    call.on('data', (request: BatchAppendReq) => this.accept(request));
    call.on('end', () => {
      this.halfClosed = true;
      this.finish();
    });
    call.on('cancelled', () => this.leave());
  }

  /** Ends the call with a failure, so that the client rejects what it waits for. */
  fail(failure: Failure): void {
    if (this.over) return;
    this.leave();
    this.call.emit('error', failure);
  }

  private leave(): void {
    this.over = true;
    for (const { timer } of this.pending.values()) clearTimeout(timer);
    this.pending.clear();
  }

  private accept(request: BatchAppendReq): void {
    if (this.over) return;
    const key = request.getCorrelationId()?.getString() ?? '';
    // What comes for an append that is not known, or was answered early, is passed over.
    const batch = this.pending.get(key) ?? begin(request);
    if (!batch) return;
    const refused = this.take(batch, request);
    if (refused || request.getIsFinal()) {
      clearTimeout(batch.timer);
      this.pending.delete(key);
      if (refused) this.refuse(refused);
      else this.write(batch);
    } else if (!batch.timer) {
      this.pending.set(key, batch);
      const giveUp = (): void => {
        this.pending.delete(key);
        this.refuse(timeoutAnswer(batch.to));
      };
      batch.timer = setTimeout(giveUp, batch.left);
    }
  }

  /** Adds the events of a message, or gives the answer that refuses them. */
  private take(batch: Pending, request: BatchAppendReq): Answer | undefined {
    const { to } = batch;
    if (batch.left <= 0) return timeoutAnswer(to);
    if (batch.expected === undefined) return badRequestAnswer(to, 'No expectation.');
    if (!isWritable(batch.stream)) return badRequestAnswer(to, 'No stream name.');
    for (const message of request.getProposedMessagesList()) {
      const event = proposal(message);
      if (isUnfit(event)) {
        const reason = 'missing' in event ? `The property '${event.missing}' is missing.` : event.reason;
        return badRequestAnswer(to, reason);
      }
      batch.bytes += event.body.length;
      if (batch.bytes > this.node.maxAppendSize) return tooLargeAnswer(to, this.node.maxAppendSize);
      batch.events.push(event);
    }
    return undefined;
  }

  private write({ to, stream, expected, events, bytes }: Pending): void {
    if (expected === undefined) return;
    this.underWay += 1;
    this.hold(1, bytes);
    this.node.writer.submit(
      bytes,
      (log) => append(log, stream, expected, events),
      (outcome) => {
        this.underWay -= 1;
        this.answer(outcomeAnswer(to, expected, outcome), bytes);
        this.finish();
      },
      // Only the end of the call carries the reason in words; the in-band answer has a bare code.
      (error) => this.fail(this.over ? stopping() : fromError(error)),
    );
  }

  private refuse(answer: Answer): void {
    this.hold(1, 0);
    this.answer(answer, 0);
  }

  private answer(answer: Answer, bytes: number): void {
    if (this.over) return;
    this.call.write(answer, () => this.hold(-1, -bytes));
  }

  /** A client that asks faster than it takes answers is not read until it has taken some. */
  private hold(appends: number, bytes: number): void {
    const wasFull = this.full;
    this.held += appends;
    this.heldBytes += bytes;
    if (this.full === wasFull || this.over) return;
    if (wasFull) this.call.resume();
    else this.call.pause();
  }

  private get full(): boolean {
    return this.held >= MOST_HELD || this.heldBytes >= MOST_HELD_BYTES;
  }

  private finish(): void {
    if (!this.halfClosed || this.underWay > 0 || this.over) return;
    this.leave();
    this.call.end();
  }
}

function begin(request: BatchAppendReq): Pending | undefined {
  const options = request.getOptions();
  if (!options) return undefined;
  const asked = options.getDeadline();
  const left = asked ? asked.getSeconds() * 1000 + asked.getNanos() / 1e6 - now() : LONGEST_WAIT;
  const exact = (): string | undefined =>
    options.hasStreamPosition() ? options.getStreamPosition() : undefined;
  return {
    to: { correlation: request.getCorrelationId(), stream: options.getStreamIdentifier() },
    stream: streamName(options.getStreamIdentifier()),
    expected: expectedOf(options, exact),
    left: Math.min(left, LONGEST_WAIT),
    events: [],
    bytes: 0,
  };
}
