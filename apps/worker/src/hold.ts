import { setTimeout as sleep } from 'node:timers/promises';
import { Rejection } from '#kernel';
import { CommandReused, PreconditionFailed, Unavailable, uuidV5, type Clock, type Engine } from '#eventing';
import {
  compose,
  hashOf,
  digestKinds,
  isDigestInTime,
  nextGroup,
  NotSent,
  patienceHours,
  render,
  repeatsOf,
  type Batch,
  type BatchState,
  type Channel,
  type NoticeBatchCommand,
  type NoticeState,
  type Running,
  quietUntil,
  waitsUntil,
  within,
} from '#notices';
import { partsOf, technicalIn, waits } from './parts.js';

/** What a worker needs of the house; times in milliseconds of real time. */
export type Hands = Readonly<{
  engine: Pick<Engine, 'execute' | 'load'> & Partial<Pick<Engine, 'forget'>>;
  clock: Clock;
  channels: Readonly<Record<string, Channel>>;
  /** Who of these wants what only informs once a day together; without it nobody does. */
  wantDaily?: ((persons: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  /** Told of a failure that the operator must mend: the channel and a code. */
  onTechnical?: ((channel: string, reason: string) => void) | undefined;
  /** Ends the waiting when the process is asked to stop. */
  signal: AbortSignal;
  /** A sending that takes longer counts as unknown; less than `patience`. Without it the channel's own time-out. */
  sendLimit?: number | undefined;
  /** How long an attempt without outcome must stand still before its worker is taken for dead; else half as long again. */
  patience?: number | undefined;
}>;

/**
 * How a hold ended: `later` leaves persons whose try failed for now, `waiting` such whose next try has its hour,
 * `technical` such as nobody can tell before the operator mends the channel; `lost`: another worker has the batch.
 */
export type HoldEnd = 'done' | 'later' | 'waiting' | 'technical' | 'lost';

/** What a hold writes: of the attempt of a number, or of one that it found. */
type Kind = 'attempt' | 'outcome' | 'found' | 'lapse' | 'digest';

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
    } finally {
      // hundreds of persons; a list of a million would fill the cache with what is done
      this.hands.engine.forget?.('noticeBatch', this.batch);
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
    const group = nextGroup(state, this.#inVain, this.hands.clock.now());
    if (group.length === 0) return waits(state) ? 'waiting' : 'later';
    const later = await this.#forDigest(state, group);
    if (later.length > 0) {
      await this.#give('digest', attempts, { type: 'LeaveToDigest', data: { recipients: later } }, later[0]);
      return undefined;
    }
    if (await this.#keepsQuiet(state)) return 'waiting';
    return this.#send(state, group, null, repeatsOf(state, group));
  }

  /** Those of a group who were not tried yet and want it in the day's digest. */
  async #forDigest({ notice, recipients, personal }: Batch, group: readonly string[]) {
    const { wantDaily, engine, clock } = this.hands;
    if (wantDaily === undefined || personal === false) return [];
    const { state } = await engine.load<NoticeState>('notice', notice);
    if (!('raised' in state) || !digestKinds.includes(state.raised.kind)) return [];
    if (!isDigestInTime(clock.now(), state.raised.latest)) return [];
    const untried = group.filter((one) => recipients[one]?.tries === 0 && !recipients[one].doubtful);
    const daily = await wantDaily(untried);
    return untried.filter((person) => daily.has(person));
  }

  /** Whether it is night for the channel, and the notice can wait; the sweep asks again each minute. */
  async #keepsQuiet({ channel, notice, purposeEnds }: Batch): Promise<boolean> {
    const { clock, channels, engine } = this.hands;
    const quiet = channels[channel]?.quiet;
    const now = clock.now();
    if (quiet === undefined || quietUntil(now, quiet) === undefined) return false;
    const { state } = await engine.load<NoticeState>('notice', notice);
    const latest = 'raised' in state ? state.raised.latest : null;
    return waitsUntil(now, quiet, { latest, purposeEnds }) !== undefined;
  }

  /** An attempt that a worker left: the channel is asked; else it is made once more, and no third time. */
  async #takeUp(state: Batch, left: Running): Promise<HoldEnd | undefined> {
    const { attempt } = left;
    const channel = this.#channelOf(state);
    const found = 'found';
    const answer = (await channel.asks?.(left.repeats ?? attempt)) ?? 'unknown';
    if (answer !== 'unknown') {
      await this.#outcome(found, state.attempts, {
        type: 'RecordOutcome',
        data: { attempt, outcome: 'sent', reason: null, hash: answer.hash },
      });
      return undefined;
    }
    const { patience = 1.5 * channel.timeOut, signal } = this.hands;
    await sleep(patience, undefined, { signal });
    // A living worker has written its outcome by now; then the revision is no longer ours, and the batch is lost.
    if (left.possiblyTwice) {
      await this.#outcome(found, state.attempts, {
        type: 'RecordOutcome',
        data: { attempt, outcome: 'failedForGood', reason: 'unknownTwice', hash: null },
      });
      return undefined;
    }
    return this.#send(state, left.recipients, attempt, left.repeats ?? attempt);
  }

  /** Writes down who is about to be told, tells them, writes down how it went. */
  async #send(
    state: Batch,
    recipients: readonly string[],
    takesUp: string | null,
    repeats: string | null,
  ): Promise<HoldEnd | undefined> {
    const channel = this.#channelOf(state);
    const possiblyTwice = takesUp !== null || recipients.some((one) => state.recipients[one]?.doubtful);
    const words = await this.#wordsOf(state.notice, possiblyTwice);
    const number = state.attempts + 1;
    const attempt = uuidV5(`${this.batch}/attempt/${number}`);
    const data = { attempt, recipients, worker: this.worker, takesUp };
    await this.#give('attempt', number, { type: 'RecordAttempt', data });
    const { notice } = state;
    const group = { attempt, repeats, batch: this.batch, notice, possiblyTwice, ...words, recipients };
    const sending = channel.send({ ...group, waiting: this.#waitingIn(state, recipients) });
    const told = await within(sending, this.hands.sendLimit ?? channel.timeOut).then(
      ({ hash, each }): NoticeBatchCommand =>
        each === undefined
          ? { type: 'RecordOutcome', data: { attempt, outcome: 'sent', reason: null, hash } }
          : { type: 'RecordOutcomes', data: { attempt, hash, parts: partsOf(recipients, each) } },
      (error: unknown): NoticeBatchCommand => {
        if (!(error instanceof NotSent)) throw error;
        const outcome = error.forGood ? ('failedForGood' as const) : ('failedForNow' as const);
        return { type: 'RecordOutcome', data: { attempt, outcome, reason: error.reason, hash: null } };
      },
    );
    if (told.type !== 'RecordOutcome' || told.data.outcome !== 'sent')
      for (const person of recipients) this.#inVain.add(person);
    await this.#outcome('outcome', number, told);
    const broken = told.type === 'RecordOutcomes' ? technicalIn(told.data.parts) : undefined;
    if (broken === undefined) return undefined;
    this.hands.onTechnical?.(channel.name, broken);
    return 'technical';
  }

  /** Whom the channel has failed for hours. */
  #waitingIn(state: Batch, recipients: readonly string[]): readonly string[] {
    const long = Date.parse(this.hands.clock.now()) - patienceHours * 3_600_000;
    return recipients.filter((person) => {
      const since = state.recipients[person]?.since;
      return since !== undefined && Date.parse(since) <= long;
    });
  }

  #channelOf({ channel }: Batch): Channel {
    const found = this.hands.channels[channel];
    if (found === undefined) throw new Error(`this worker has no channel ${channel}`);
    return found;
  }

  /** A missing variable is an error here, before anything is written or sent. */
  async #wordsOf(notice: string, possiblyTwice: boolean) {
    const { state } = await this.hands.engine.load<NoticeState>('notice', notice);
    if (state.status !== 'raised' && state.status !== 'closed')
      throw new Error(`notice ${notice} was not raised`);
    const { template, version, text, hash } = state.raised;
    if (hash !== undefined && hash !== hashOf(compose(template, version, text)))
      throw new Error(
        `template ${template} version ${version} was changed after notice ${notice} was raised`,
      );
    return {
      text: render(template, version, text),
      message: compose(template, version, text, possiblyTwice),
    };
  }

  /** While this process lives, an outcome is not given up: what was sent must not be sent again because the log was away. */
  async #outcome(kind: 'outcome' | 'found', number: number, command: NoticeBatchCommand): Promise<void> {
    for (;;) {
      try {
        await this.#give(kind, number, command);
        return;
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        await sleep(500, undefined, { signal: this.hands.signal });
      }
    }
  }

  /** Others write to the stream too, a receipt or a retry: while the batch is ours, it is read again and the same given once more. */
  async #give(kind: Kind, number: number, command: NoticeBatchCommand, which = ''): Promise<void> {
    for (;;) {
      try {
        const { revision } = await this.hands.engine.execute({
          category: 'noticeBatch',
          id: this.batch,
          command,
          by: { person: 'system:worker' },
          commandId: uuidV5(`${this.batch}/${kind}/${number}${which && `/${which}`}`),
          ifMatch: this.#revision,
        });
        this.#revision = revision;
        return;
      } catch (error) {
        if (!(error instanceof PreconditionFailed) || !(await this.#isOurs(kind, number))) throw error;
      }
    }
  }

  /** Whether no other hold has gone on with the batch since. */
  async #isOurs(kind: Kind, number: number): Promise<boolean> {
    const state = await this.#read();
    if (state === undefined) return false;
    if (kind === 'attempt') return state.attempts === number - 1;
    if (state.attempts !== number) return false;
    return (
      kind === 'lapse' ||
      kind === 'digest' ||
      (state.running !== null && (kind === 'found' || state.running.worker === this.worker))
    );
  }
}
