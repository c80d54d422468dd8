import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { answersTo, catalogOf, previewCatalog, type TaskCatalogState } from '#admission';
import { Engine } from '#eventing';
import { After, ApiAtLeast, Asked, AtLeast, Limit, NumberQuery } from './asking.js';
import { ImportTaskCatalogDto, PublishTaskCatalogDto } from './catalog.dto.js';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { Problem } from './problem.js';
import { readingRules } from './reading-rules.js';
import { Readings } from './readings.js';

/** The list of tasks of a district: what communities do, assist with, may be entrusted with, and refuse. */
@ApiTags('admission')
@ApiBearerAuth()
@Controller('task-catalogs/:id')
export class CatalogController {
  constructor(
    private readonly edge: Edge,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Does('PublishTaskCatalog', '', 'Publish the whole list of a district, from a day on')
  publish(
    @FromSender() sent: Sent,
    @PathId() district: string,
    @Body() body: PublishTaskCatalogDto,
  ): Promise<Answer> {
    return this.edge.send(sent, 'taskCatalog', district, 'PublishTaskCatalog', { ...body, district });
  }

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The list from CSV: without `preview` shows entry by entry what would change, with its hash publishes just that',
  })
  async import(
    @FromSender() sent: Sent,
    @PathId() district: string,
    @Body() { csv, preview, ...rest }: ImportTaskCatalogDto,
  ) {
    const { state, revision } = await this.engine.load<TaskCatalogState>('taskCatalog', district);
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    const { rows, counts, entries, hash } = previewCatalog(csv, state.versions.at(-1), digest);
    if (preview === undefined) return { rows, counts, preview: hash };
    // what was published under this key is answered again, though the list has moved on by it
    const commandId = this.edge.commandId(sent, `taskCatalog-${district}`);
    const done = await this.engine.inStream('taskCatalog', district, commandId);
    if (preview !== hash && done === undefined)
      throw new Problem(
        409,
        'import.previewStale',
        '文件或清单在预览之后已变:请重新预览。',
        'The file or the list has changed since the preview: look at it again.',
      );
    const seen = { ...sent, ifMatch: revision };
    return this.edge.send(seen, 'taskCatalog', district, 'PublishTaskCatalog', {
      ...rest,
      district,
      entries,
    });
  }

  @Get()
  @ApiOperation({ summary: 'The list that applies today, or a version of it, in its own order' })
  catalog(
    @PathId() district: string,
    @AtLeast() seen: string,
    @NumberQuery('version') version: number | undefined,
    @After('revision') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['task-catalogs/{id}'];
    return this.readings.show(rules, seen, ['task_entry_v2'], (db) =>
      catalogOf(db, district, {
        day: this.readings.today(),
        limit,
        ...(version === undefined ? {} : { version }),
        ...(after === undefined ? {} : { after }),
      }),
    );
  }

  @Get('answers')
  @ApiAtLeast
  @ApiOperation({
    summary:
      '“May this be asked of us?”: what the national list and the district’s say, with class, effect and article',
  })
  answers(@PathId() district: string, @AtLeast() seen: string, @Asked() q: string | undefined) {
    if (q === undefined)
      throw new Problem(400, 'reading.badQuery', '请输入查询内容。', 'q: say what is asked of you.');
    const rules = readingRules['task-catalogs/{id}/answers'];
    return this.readings.show(rules, seen, ['task_entry_v2'], (db) =>
      answersTo(db, district, { words: q, day: this.readings.today() }),
    );
  }
}
