import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { sealUsesOf } from '#admission';
import { personOf, seatsOfPerson } from '#community';
import { dutiesOf, thePublic, votesOf } from '#decision';
import { noticesOf, preferencesOf, type NoticeTables } from '#notices';
import type { Kysely } from 'kysely';
import { After, ApiAtLeast, AtLeast, Limit } from './asking.js';
import { cursorOf, nextAfter } from './cursor.js';
import { Person } from './identity.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews } from './readings.js';

@ApiTags('reading')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  constructor(@Inject(Readings) private readonly readings: Readings) {}

  @Get()
  @ApiAtLeast
  @ApiOperation({ summary: 'Who I am: name and contact as they are kept, and the seats that I hold today' })
  me(@Person() person: string, @AtLeast() seen: string) {
    return this.readings.show(
      readingRules.me,
      seen,
      ['person_v2', 'notice_preference_v1', ...seatViews],
      async (db, as) => {
        as({ ...thePublic, person });
        const { name = null, contact = null, ways = [] } = (await personOf(db, person)) ?? {};
        const seats = await seatsOfPerson(db, person, this.readings.today());
        return {
          ...{ person, name, contact, ways },
          ...(await preferencesOf(db as unknown as Kysely<NoticeTables>, person)),
          seats: seats.map(({ place, placeKind, body, role, vote, from, until }) => ({
            ...{ place, placeKind, body, role, vote, from, until },
          })),
        };
      },
    );
  }

  @Get('duties')
  @ApiAtLeast
  @ApiOperation({ summary: 'What waits for me, by when' })
  duties(@Person() person: string, @AtLeast() seen: string) {
    const views = ['duty_v1', 'decision_board_v3', 'sitting_page_v1', ...seatViews];
    return this.readings.show(readingRules['me/duties'], seen, views, async (db, as) => {
      as({ ...thePublic, person });
      const roles = await this.readings.roles(db, person);
      return { duties: await dutiesOf(db, this.readings.today(), person, roles) };
    });
  }

  @Get('notices')
  @ApiAtLeast
  @ApiOperation({ summary: 'Notices to me, newest first' })
  notices(
    @Person() person: string,
    @AtLeast() seen: string,
    @After('position') before: string | undefined,
    @Limit() limit: number,
  ) {
    return this.readings.show(
      readingRules['me/notices'],
      seen,
      ['notice_v3', 'notice_batch_v2'],
      async (db, as) => {
        as({ ...thePublic, person });
        const notices = await noticesOf(db as unknown as Kysely<NoticeTables>, person, {
          limit,
          ...(before === undefined ? {} : { before }),
        });
        return { notices, next: notices.length === limit ? notices.at(-1)?.position : null };
      },
    );
  }

  @Get('seal-uses')
  @ApiAtLeast
  @ApiOperation({ summary: 'What I applied to have stamped, and what became of it; newest first' })
  sealUses(
    @Person() person: string,
    @AtLeast() seen: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    return this.readings.show(readingRules['me/seal-uses'], seen, ['seal_use_v1'], (db, as) => {
      as({ ...thePublic, person });
      return sealUsesOf(db, { applicant: person, limit, ...(after === undefined ? {} : { after }) });
    });
  }

  @Get('votes')
  @ApiAtLeast
  @ApiOperation({ summary: 'Every vote recorded for me, as it was recorded; newest first' })
  votes(
    @Person() person: string,
    @AtLeast() seen: string,
    @After('day') after: string | undefined,
    @Limit() limit: number,
  ) {
    const cursor = cursorOf(after);
    return this.readings.show(readingRules['me/votes'], seen, ['ballot_v1'], async (db, as) => {
      as({ ...thePublic, person });
      const votes = await votesOf(db, person, { limit, ...(cursor ? { after: cursor } : {}) });
      const next = nextAfter(votes, limit, ({ heldOn, ballot }) => ({ day: heldOn, key: ballot }));
      return { votes, next };
    });
  }
}
