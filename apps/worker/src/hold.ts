import { setTimeout as sleep } from 'node:timers/promises';
import { Rejection } from '#kernel';
import { CommandReused, PreconditionFailed, Unavailable, uuidV5, type Clock, type Engine } from '#eventing';
import {
  nextGroup,
  NotSent,
  render,
  type Batch,
  type BatchState,
  type Channel,
  type NoticeBatchCommand,
  type NoticeState,
  type Running,
  within,
} from '#notices';

type OutcomeData = Extract<NoticeBatchCommand, { type: 'RecordOutcome' }>['data'];

/** What a worker needs of the house; times in milliseconds of real time. */
export type Hands = Readonly<{
  engine: Pick<Engine, 'execute' | 'load'>;
  clock: Clock;
  channels: Readonly<Record<string, Channel>>;
  /** Ends the waiting when the process is asked to stop. */
  signal: AbortSignal;
  /** A sending that takes longer counts as unknown; less than `patience`. */
  sendLimit: number;
  /** How long an attempt without outcome must stand still before its worker is taken for dead. */
  patience: number;
}>;

/** How a hold ended: `later` leaves persons whose try failed for now, `lost` means that another worker has the batch. */
export type HoldEnd = 'done' | 'later' | 'lost';

/**
 * One hold of one batch: reads its stream and does only what is open there. `worker` names this hold and no other, so
 * that a command given twice by two holds can never pass for one.
 */
export class Hold {
  #revision = -1;
  readonly #inVain = new Set<string>();

  constructor(
    private readonly hands: Hands,
    private readonly batch: string,
    private readonly worker: string,
  ) {}

  async run(): Promise<HoldEnd> {
    try {
      for (;;) {
        const state = await this.#read();
        const end = state === undefined ? 'done' : await this.#step(state);
        if (end !== undefined) return end;
      }
    } catch (error) {
      if (error instanceof PreconditionFailed || error instanceof CommandReused) return 'lost';
      // The stream moved between reading and deciding: what was asked is no longer there to be done.
      if (error instanceof Rejection && error.kind === 'conflict') return 'lost';
      throw error;
    }
  }

  async #read(): Promise<Batch | undefined> {
    const { state, revision } = await this.hands.engine.load<BatchState>('noticeBatch', this.batch);
    this.#revision = revision;
    return state.status === 'open' ? state : undefined;
  }

  /** One thing that is to be done; undefined when there may be more. */
  async #step(state: Batch): Promise<HoldEnd | undefined> {
    const { purposeEnds, running, attempts } = state;
    if (purposeEnds !== null && Date.parse(this.hands.clock.now()) >= Date.parse(purposeEnds)) {
      await this.#give('lapse', attempts, { type: 'LapseBatch', data: { reason: 'purposeEnded' } });
      return 'done';
    }
    if (running !== null) return this.#takeUp(state, running);
    const group = nextGroup(state, this.#inVain);
    if (group.length === 0) return 'later';
    await this.#send(state, group, null);
    return undefined;
  }

  /** An attempt that a worker left: the channel is asked; else it is made once more, and no third time. */
  async #takeUp(state: Batch, left: Running): Promise<HoldEnd | undefined> {
    const { attempt } = left;
    const answer = (await this.#channelOf(state).asks?.(attempt)) ?? 'unknown';
    if (answer !== 'unknown') {
      await this.#outcome(state.attempts, { attempt, outcome: 'sent', reason: null, hash: answer.hash });
      return undefined;
    }
    await sleep(this.hands.patience, undefined, { signal: this.hands.signal });
    // A living worker has written its outcome by now; then the revision is no longer ours, and the batch is lost.
    if (left.possiblyTwice) {
      const reason = 'unknownTwice';
      await this.#outcome(state.attempts, { attempt, outcome: 'failedForGood', reason, hash: null });
    } else await this.#send(state, left.recipients, attempt);
    return undefined;
  }

  /** Writes down who is about to be told, tells them, writes down how it went. */
  async #send(state: Batch, recipients: readonly string[], takesUp: string | null): Promise<void> {
    const channel = this.#channelOf(state);
    const text = await this.#textOf(state.notice);
    const number = state.attempts + 1;
    const attempt = uuidV5(`${this.batch}/attempt/${number}`);
    const data = { attempt, recipients, worker: this.worker, takesUp };
    await this.#give('attempt', number, { type: 'RecordAttempt', data });
    const possiblyTwice = takesUp !== null || recipients.some((one) => state.recipients[one]?.doubtful);
    const { notice } = state;
    const sending = channel.send({ attempt, notice, possiblyTwice, text, recipients });
    const outcome = await within(sending, this.hands.sendLimit).then(
      ({ hash }) => ({ attempt, outcome: 'sent' as const, reason: null, hash }),
      (error: unknown) => {
        if (!(error instanceof NotSent)) throw error;
        for (const person of recipients) this.#inVain.add(person);
        const failed = error.forGood ? ('failedForGood' as const) : ('failedForNow' as const);
        return { attempt, outcome: failed, reason: error.reason, hash: null };
      },
    );
    await this.#outcome(number, outcome);
  }

  #channelOf({ channel }: Batch): Channel {
    const found = this.hands.channels[channel];
    if (found === undefined) throw new Error(`this worker has no channel ${channel}`);
    return found;
  }

  /** A missing variable is an error here, before anything is written or sent. */
  async #textOf(notice: string) {
    const { state } = await this.hands.engine.load<NoticeState>('notice', notice);
    if (state.status !== 'raised' && state.status !== 'closed')
      throw new Error(`notice ${notice} was not raised`);
    const { template, version, text } = state.raised;
    return render(template, version, text);
  }

  /** While this process lives, an outcome is not given up: what was sent must not be sent again because the log was away. */
  async #outcome(number: number, data: OutcomeData): Promise<void> {
    for (;;) {
      try {
        await this.#give('outcome', number, { type: 'RecordOutcome', data });
        return;
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        await sleep(500, undefined, { signal: this.hands.signal });
      }
    }
  }

  async #give(kind: string, number: number, command: NoticeBatchCommand): Promise<void> {
    const { revision } = await this.hands.engine.execute({
      category: 'noticeBatch',
      id: this.batch,
      command,
      by: { person: 'system:worker' },
      commandId: uuidV5(`${this.batch}/${kind}/${number}`),
      ifMatch: this.#revision,
    });
    this.#revision = revision;
  }
}
