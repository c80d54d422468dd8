import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { communitiesAfter, communityPage, isFormed, organizationsBelow, personsAt } from '#community';
import { boardOf, overviewOf, postingsOf, sittingsOf } from '#decision';
import { After, ApiAtLeast, AtLeast, DayQuery, IdQuery, Limit, ApiYes, YesQuery } from './asking.js';
import { boardAtom, boardCsv, cached, postingsCsv } from './feeds.js';
import { cursorOf, nextAfter } from './cursor.js';
import { PathId } from './does.js';
import { Person, Reader } from './identity.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews } from './readings.js';

/** What is read of communities and of the organizations above them. */
@ApiTags('reading')
@ApiBearerAuth()
@Controller()
export class PlaceController {
  constructor(@Inject(Readings) private readonly readings: Readings) {}

  @Get('communities')
  @ApiOperation({ summary: 'Communities, by id; keyset paging with `after`' })
  communities(
    @AtLeast() seen: string,
    @IdQuery('parent') parent: string | undefined,
    @After('id') after: string | undefined,
    @Limit() limit: number,
  ) {
    return this.readings.show(readingRules.communities, seen, ['community_v2'], async (db) => {
      const asked = {
        limit,
        ...(parent === undefined ? {} : { parent }),
        ...(after === undefined ? {} : { after }),
      };
      const communities = await communitiesAfter(db, asked);
      return { communities, next: communities.length === limit ? communities.at(-1)?.id : null };
    });
  }

  @Get('communities/:id')
  @ApiAtLeast
  @ApiOperation({
    summary: 'A community: its seats (person ids), authorizations, fund lines and yearly reports',
  })
  community(@PathId() id: string, @AtLeast() seen: string, @Reader() person: string | undefined) {
    const views = [...seatViews, 'authorization_v1', 'fund_line_v1', 'yearly_report_v1'];
    return this.readings.show(readingRules['communities/{id}'], seen, views, async (db, as) => {
      as(await this.readings.reader(db, person, id));
      return communityPage(db, id);
    });
  }

  @Get('communities/:id/board')
  @ApiYes('csv')
  @ApiYes('atom')
  @ApiOperation({
    summary:
      'The board of a community: decisions with step, verdicts and what is late, newest first; `csv=true` as open data, `atom=true` as a feed, both with an ETag',
  })
  async board(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
    @YesQuery('csv') csv: boolean,
    @YesQuery('atom') atom: boolean,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const shown = await this.readings.show(
      readingRules['communities/{id}/board'],
      seen,
      ['decision_board_v3', 'community_v2'],
      async (db) => {
        if (!(await isFormed(db, 'community', id))) return undefined;
        const asked = { community: id, limit, ...(after === undefined ? {} : { after }) };
        return boardOf(db, this.readings.today(), asked);
      },
    );
    if (csv) return cached(reply, 'text/csv; charset=utf-8', boardCsv(shown.lines), known);
    if (atom) return cached(reply, 'application/atom+xml; charset=utf-8', boardAtom(id, shown.lines), known);
    return shown;
  }

  @Get('communities/:id/postings')
  @ApiYes('past')
  @ApiYes('csv')
  @ApiOperation({
    summary:
      'What hangs in a community, or with `past=true` what hung, each with its objections and their replies; the newest first, `csv=true` as open data with an ETag',
  })
  async postings(
    @PathId() id: string,
    @AtLeast() seen: string,
    @Reader() person: string | undefined,
    @After('day') after: string | undefined,
    @Limit() limit: number,
    @YesQuery('past') past: boolean,
    @YesQuery('csv') csv: boolean,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cursor = cursorOf(after);
    const rules = readingRules['communities/{id}/postings'];
    const shown = await this.readings.show(
      rules,
      seen,
      [...seatViews, 'decision_page_v2'],
      async (db, as) => {
        if (!(await isFormed(db, 'community', id))) return undefined;
        const reader = as(await this.readings.reader(db, person, id));
        const found = await postingsOf(db, id, { past, limit, ...(cursor ? { after: cursor } : {}) });
        const next = nextAfter(found, limit, ({ posting, key }) => ({ day: posting.from, key }));
        const lines = found.map(async ({ key: _key, ...line }) => ({
          ...line,
          objections: await this.readings.blackened(line.objections, reader),
        }));
        return { lines: await Promise.all(lines), next };
      },
    );
    return csv ? cached(reply, 'text/csv; charset=utf-8', postingsCsv(shown.lines), known) : shown;
  }

  @Get('communities/:id/sittings')
  @ApiOperation({ summary: 'Sittings of a community, from today or the day asked for, soonest first' })
  sittings(
    @PathId() id: string,
    @AtLeast() seen: string,
    @DayQuery('from') from: string | undefined,
    @After('day') after: string | undefined,
    @Limit() limit: number,
  ) {
    const cursor = cursorOf(after);
    return this.readings.show(
      readingRules['communities/{id}/sittings'],
      seen,
      ['sitting_page_v1', 'community_v2'],
      async (db) => {
        if (!(await isFormed(db, 'community', id))) return undefined;
        const asked = { from: from ?? this.readings.today(), limit, ...(cursor ? { after: cursor } : {}) };
        const sittings = await sittingsOf(db, id, asked);
        const next = nextAfter(sittings, limit, ({ heldOn, sitting }) => ({ day: heldOn, key: sitting }));
        return { sittings, next };
      },
    );
  }

  @Get('communities/:id/persons')
  @ApiOperation({ summary: 'Who sits in the bodies of a community today, by name; for those who sit there' })
  persons(
    @PathId() id: string,
    @Person() person: string,
    @AtLeast() seen: string,
    @After('id') after: string | undefined,
    @Limit() limit: number,
  ) {
    const views = [...seatViews, 'person_v2'];
    return this.readings.show(readingRules['communities/{id}/persons'], seen, views, async (db, as) => {
      if (!(await isFormed(db, 'community', id))) return undefined;
      as(await this.readings.reader(db, person, id));
      const day = this.readings.today();
      const persons = await personsAt(db, id, { day, limit, ...(after === undefined ? {} : { after }) });
      return { persons, next: persons.length === limit ? persons.at(-1)?.person : null };
    });
  }

  @Get('organizations')
  @ApiOperation({ summary: 'Organizations below one, or the districts' })
  organizations(@AtLeast() seen: string, @IdQuery('parent') parent: string | undefined) {
    return this.readings.show(readingRules.organizations, seen, ['organization_v1'], async (db) => ({
      organizations: await organizationsBelow(db, parent ?? null),
    }));
  }

  @Get('organizations/:id/overview')
  @ApiAtLeast
  @ApiOperation({ summary: 'Decisions by step and what is late, for every community below an organization' })
  overview(@PathId() id: string, @AtLeast() seen: string) {
    return this.readings.show(
      readingRules['organizations/{id}/overview'],
      seen,
      ['decision_board_v3', 'community_v2', 'organization_v1'],
      async (db) => {
        if (!(await isFormed(db, 'organization', id))) return undefined;
        const below = await this.readings.communitiesBelow(db, id);
        return { communities: await overviewOf(db, this.readings.today(), below) };
      },
    );
  }
}
