import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { correctionNotice, explain, judgeDecision, type Judgement } from '#audit';
import type { SittingEvent } from '#decision/events';
import { Serial } from '#eventing';
import type { Recorded } from '#kernel';
import { After, ApiYes, AsQuery, Limit, PathStream, PointQuery, YesQuery } from './asking.js';
import { PathId } from './does.js';
import { communityState } from './history/community-state.js';
import { differenceIn, replay, type ReplayLine, type Source, type StreamName } from './history/replay.js';
import { shown } from './history/shown.js';
import { Person } from './identity.js';
import { HISTORIES } from './ports.js';
import { Problem } from './problem.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews, type Shown } from './readings.js';

type Point = string | undefined;

const mostWaiting = 16;

/** Histories replayed, explained and judged again, from the log itself. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller()
export class HistoryController {
  #waiting = 0;
  readonly #passes = new Serial();

  constructor(
    @Inject(Readings) private readonly readings: Readings,
    @Inject(HISTORIES) private readonly source: Source,
  ) {}

  @Get('decisions/:id/why')
  @ApiOperation({
    summary: 'Why each ballot came out as it did: the small proof, each number with its events',
  })
  why(@PathId() id: string) {
    const views = ['decision_page_v2'];
    return this.readings.show(readingRules['decisions/{id}/why'], undefined, views, async () => {
      const events = await this.eventsOf('decision', id);
      return events.length === 0 ? undefined : { ballots: explain(events) };
    });
  }

  @Get('decisions/:id/deviations')
  @ApiOperation({
    summary:
      'A decision judged again from its events: what deviates, by severity, with a draft notice to correct; `as`: which verdicts another rule set would turn',
  })
  deviations(@PathId() id: string, @AsQuery() as: string | undefined, @Person() person: string) {
    return this.within(['decision', id], person, readingRules['decisions/{id}/deviations'], async () => {
      const events = await this.eventsOf('decision', id);
      const sittings = new Map<string, readonly Recorded<SittingEvent>[]>();
      for (const { data } of events) {
        const { sitting } = data as { sitting?: unknown };
        if (typeof sitting === 'string' && !sittings.has(sitting))
          sittings.set(sitting, (await this.eventsOf('sitting', sitting)) as Recorded<SittingEvent>[]);
      }
      const options = { today: this.readings.today(), ...(as === undefined ? {} : { as }) };
      // a stream with a community begins with the opening of a decision
      const judged = judgeDecision(events, sittings, options) as Judgement;
      return { ...judged, notice: correctionNotice(`decision-${id}`, judged.deviations) };
    });
  }

  @Get('replays/:stream')
  @ApiYes('led')
  @ApiOperation({
    summary:
      'A history event by event, up to a revision, the end of a day or an instant (`to`), and the state at that point; `led=true`: what each event led to',
  })
  replay(
    @PathStream() stream: StreamName,
    @PointQuery('to') to: Point,
    @After('revision') after: string | undefined,
    @Limit() limit: number,
    @YesQuery('led') led: boolean,
    @Person() person: string,
  ) {
    return this.within(stream, person, readingRules['replays/{stream}'], () => {
      const read = async () => {
        const events: Omit<ReplayLine, 'state'>[] = [];
        let state: unknown;
        let more = false;
        const passed = led ? () => undefined : undefined;
        for await (const { state: then, ...line } of replay(this.source, stream, {
          to,
          led: passed,
          shown,
        })) {
          state = then;
          if (after !== undefined && line.revision <= Number(after)) continue;
          if (events.length < limit) events.push(line);
          else more = true;
        }
        return {
          stream: stream.join('-'),
          events,
          state,
          next: more ? String(events.at(-1)?.revision) : null,
        };
      };
      return led ? this.onePass(read) : read();
    });
  }

  @Get('replays/:stream/changes')
  @ApiOperation({ summary: 'What became of a history between two points, field by field' })
  changes(
    @PathStream() stream: StreamName,
    @PointQuery('from') from: Point,
    @PointQuery('to') to: Point,
    @Person() person: string,
  ) {
    if (from === undefined)
      throw new Problem(400, 'reading.badQuery', '请给出起点 from。', 'from: say from which point.');
    return this.within(stream, person, readingRules['replays/{stream}/changes'], () =>
      differenceIn(this.source, stream, { from, shown, ...(to === undefined ? {} : { to }) }),
    );
  }

  @Get('communities/:id/state')
  @ApiOperation({ summary: 'Every stream of a community as it stood at a point, in one pass over the log' })
  state(@PathId() id: string, @PointQuery('to') to: Point, @Person() person: string) {
    const rules = readingRules['communities/{id}/state'];
    return this.within(['community', id], person, rules, () =>
      this.onePass(async () => {
        const streams = await communityState(this.source, id, { to });
        return { streams: streams.map((one) => ({ ...one, state: shown(one.state) })) };
      }),
    );
  }

  private async eventsOf(category: string, id: string): Promise<readonly Recorded[]> {
    return (await this.source.engine.load(category, id, { events: true })).events ?? [];
  }

  /** For those above and inside of a community of the stream; a request that was never filed is its department's own. */
  private async within<T extends object>(
    stream: StreamName,
    person: string,
    rules: Readonly<{ asks: 'within' }>,
    ask: () => Promise<T>,
  ): Promise<Shown<T>> {
    const { position } = await this.readings.show<object>(
      { ...rules, fields: 'within' },
      undefined,
      seatViews,
      async (db, as) => {
        const communities = await this.communitiesOf(stream);
        if (communities.length === 0) return undefined;
        as(await this.readings.readerAmong(db, person, communities));
        return {};
      },
    );
    // outside of the snapshot of the rows, which a pass over the log would hold for long
    return { ...(await ask()), position };
  }

  /** Passes over the whole log, one after another; only so many wait. */
  private async onePass<T>(pass: () => Promise<T>): Promise<T> {
    if (this.#waiting > mostWaiting)
      throw new Problem(
        ...([429, 'history.busy', '正在遍历日志,请稍后再试。'] as const),
        ...(['Passes over the log are under way; try again later.', {}, 10] as const),
      );
    this.#waiting += 1;
    try {
      return await this.#passes.run('log', pass);
    } finally {
      this.#waiting -= 1;
    }
  }

  private async communitiesOf([category, id]: StreamName): Promise<readonly string[]> {
    if (category === 'community' || category === 'sealRegister') return [id];
    const events = await this.eventsOf(category, id);
    if (category === 'admissionRequest' && !events.some(({ type }) => type === 'AdmissionRequestFiled'))
      return [];
    const { community, application } = (events[0]?.data ?? {}) as {
      community?: string;
      application?: { communities: readonly string[] };
    };
    return community === undefined ? (application?.communities ?? []) : [community];
  }
}
