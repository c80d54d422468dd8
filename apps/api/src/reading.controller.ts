import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { boardOf, decisionPageOf, historyOf, sittingPageOf } from '#decision';
import { ruleSet, ruleSets } from '#procedure';
import { After, ApiAtLeast, Asked, AtLeast, IdQuery, Limit } from './asking.js';
import { PathId } from './does.js';
import { Person, Reader } from './identity.js';
import { Problem } from './problem.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews, type Shown } from './readings.js';
import { RoomCodes } from './room-code.js';

@ApiTags('reading')
@ApiBearerAuth()
@Controller()
export class ReadingController {
  constructor(
    @Inject(Readings) private readonly readings: Readings,
    @Inject(RoomCodes) private readonly rooms: RoomCodes,
  ) {}

  @Get('search')
  @ApiOperation({ summary: 'Search in titles and published plans' })
  search(
    @Asked() q: string | undefined,
    @AtLeast() seen: string,
    @IdQuery('community') community: string | undefined,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    if (q === undefined)
      throw new Problem(400, 'reading.badQuery', '请输入查询内容。', 'q: say what to search for.');
    return this.readings.show(readingRules.search, seen, ['decision_board_v3'], async (db) => {
      const asked = {
        search: q,
        limit,
        ...(community === undefined ? {} : { community }),
        ...(after === undefined ? {} : { after }),
      };
      return boardOf(db, this.readings.today(), asked);
    });
  }

  @Get('decisions/:id')
  @ApiAtLeast
  @ApiOperation({
    summary:
      'Everything of a decision that the reader may see: steps, ballots with arithmetic, postings, objections, money',
  })
  decision(@PathId() id: string, @AtLeast() seen: string, @Reader() person: string | undefined) {
    return this.readings.show(
      readingRules['decisions/{id}'],
      seen,
      ['decision_page_v2', 'ballot_v1', ...seatViews],
      async (db, as) => {
        const page = await decisionPageOf(db, id, person ?? null);
        if (page === undefined) return undefined;
        const reader = as(await this.readings.reader(db, person, page.community));
        return { ...page, objections: await this.readings.blackened(page.objections, reader) };
      },
    );
  }

  @Get('decisions/:id/history')
  @ApiOperation({ summary: 'What happened to a decision, event by event' })
  decisionHistory(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('revision') after: string | undefined,
    @Limit() limit: number,
    @Reader() person: string | undefined,
  ) {
    return this.history('decision', id, person, { seen, after, limit });
  }

  @Get('sittings/:id')
  @ApiAtLeast
  @ApiOperation({ summary: 'A sitting: called, rolls, ballots, and whose vote is missing' })
  sitting(@PathId() id: string, @AtLeast() seen: string, @Reader() person: string | undefined) {
    return this.readings.show(
      readingRules['sittings/{id}'],
      seen,
      ['sitting_page_v1', 'ballot_v1', ...seatViews],
      async (db, as) => {
        const page = await sittingPageOf(db, id, person ?? null);
        if (page !== undefined) as(await this.readings.reader(db, person, page.community));
        return page;
      },
    );
  }

  @Get('sittings/:id/history')
  @ApiOperation({ summary: 'What happened in a sitting, event by event' })
  sittingHistory(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('revision') after: string | undefined,
    @Limit() limit: number,
    @Reader() person: string | undefined,
  ) {
    return this.history('sitting', id, person, { seen, after, limit });
  }

  @Get('sittings/:id/room-code')
  @ApiOperation({ summary: 'The code to be shown in the room; for the committees of the community' })
  roomCode(
    @PathId() id: string,
    @Person() person: string,
  ): Promise<Shown<{ community: string; code: string }>> {
    return this.readings.show(
      readingRules['sittings/{id}/room-code'],
      undefined,
      ['sitting_page_v1', ...seatViews],
      async (db, as) => {
        const community = await this.readings.communityOf(db, 'sitting', id);
        if (community === undefined) return undefined;
        as(await this.readings.reader(db, person, community));
        return { community, code: this.rooms.current(id) };
      },
    );
  }

  @Get('rule-sets')
  @ApiOperation({ summary: 'The rule sets by name' })
  ruleSets() {
    return {
      ruleSets: ruleSets.map(({ id, title, statutory, effectiveFrom, effectiveUntil }) => ({
        id,
        title,
        statutory,
        effectiveFrom,
        effectiveUntil,
      })),
    };
  }

  @Get('rule-sets/:id')
  @ApiOperation({ summary: 'A rule set: every number with its source' })
  ruleSet(@Param('id') id: string) {
    return ruleSet(id);
  }

  private history(
    kind: 'decision' | 'sitting',
    id: string,
    person: string | undefined,
    { seen, after, limit }: Readonly<{ seen: string; after: string | undefined; limit: number }>,
  ) {
    const page = kind === 'decision' ? 'decision_page_v2' : 'sitting_page_v1';
    const views = ['history_v1', page, ...seatViews];
    return this.readings.show(readingRules[`${kind}s/{id}/history`], seen, views, async (db, as) => {
      const community = await this.readings.communityOf(db, kind, id);
      if (community === undefined) return undefined;
      as(await this.readings.reader(db, person, community));
      const events = await historyOf(db, `${kind}-${id}`, {
        limit,
        ...(after === undefined ? {} : { after: Number(after) }),
      });
      return { events, next: events.length === limit ? String(events.at(-1)?.revision) : null };
    });
  }
}
