import { Body, Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isFormed } from '#community';
import { unreachedIn, type NoticeTables, type Unreached } from '#notices';
import type { Kysely } from 'kysely';
import { After, ApiAtLeast, AtLeast, Limit } from './asking.js';
import { cursorOf, nextAfter } from './cursor.js';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { Person } from './identity.js';
import { RecordToldByHandDto, RetryUnreachedDto } from './notice.dto.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews, type ReadTables } from './readings.js';

/** Those whom no channel reached: the list of a community, and the list filled in. */
@ApiTags('notices')
@Controller()
export class NoticeController {
  constructor(
    private readonly edge: Edge,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Does(
    'RecordToldByHand',
    'notice-batches/:id/told',
    'Record who of those unreached was told by a person, by whom, when and how',
  )
  told(@FromSender() sent: Sent, @PathId() id: string, @Body() body: RecordToldByHandDto): Promise<Answer> {
    return this.edge.send(sent, 'noticeBatch', id, 'RecordToldByHand', body);
  }

  @Does(
    'RetryUnreached',
    'notice-batches/:id/retry',
    'Send once more to those whom the channel failed for good, and to nobody else',
  )
  retry(@FromSender() sent: Sent, @PathId() id: string, @Body() body: RetryUnreachedDto): Promise<Answer> {
    return this.edge.send(sent, 'noticeBatch', id, 'RetryUnreached', body);
  }

  @Get('communities/:id/unreached')
  @ApiBearerAuth()
  @ApiAtLeast
  @ApiOperation({ summary: 'Whom no channel reached, by notice, newest day first: to be told by hand' })
  unreached(
    @PathId() id: string,
    @Person() person: string,
    @AtLeast() seen: string,
    @After('day') after: string | undefined,
    @Limit() limit: number,
  ) {
    const views = [...seatViews, 'person_v2', 'notice_v3', 'notice_batch_v2'];
    const cursor = cursorOf(after);
    return this.readings.show(readingRules['communities/{id}/unreached'], seen, views, async (db, as) => {
      if (!(await isFormed(db, 'community', id))) return undefined;
      as(await this.readings.reader(db, person, id));
      const lines = await unreachedIn(db as unknown as Kysely<NoticeTables>, id, {
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      const next = nextAfter(lines, limit, ({ raisedAt, batch }) => ({
        day: raisedAt.slice(0, 10),
        key: batch,
      }));
      return { lines: await named(db, lines), next };
    });
  }
}

/** The lines with names and contacts, both sealed; null for whoever is in no register. */
async function named(db: Kysely<ReadTables>, lines: readonly Unreached[]) {
  const ids = [...new Set(lines.flatMap(({ persons }) => persons))];
  const found =
    ids.length === 0
      ? []
      : await db.selectFrom('person_v2').select(['id', 'name', 'contact']).where('id', 'in', ids).execute();
  const known = new Map(found.map(({ id, name, contact }) => [id, { name, contact }]));
  return lines.map(({ persons, ...line }) => ({
    ...line,
    persons: persons.map((person) => ({ person, name: null, contact: null, ...known.get(person) })),
  }));
}
