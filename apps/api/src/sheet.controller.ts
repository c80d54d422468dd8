import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { page } from '#print';
import { PathId } from './does.js';
import type { Source } from './history/replay.js';
import { Person } from './identity.js';
import { HISTORIES, PRINTING } from './ports.js';
import { footOf, newestCheckpoint } from './printing/foot.js';
import { sheetKinds, type SheetKind } from './printing/sheets.js';
import { Problem } from './problem.js';
import { belongs } from './reading-filter.js';
import { readingRules } from './reading-rules.js';
import { notYours, Readings, seatViews } from './readings.js';

/** What stands under each sheet besides what is in the log. */
export type Printing = Readonly<{ published: string | undefined; publicUrl: string | undefined }>;

const views = {
  decision: ['decision_page_v2', ...seatViews],
  sitting: ['sitting_page_v1', ...seatViews],
  notice: ['notice_v3', ...seatViews],
} as const;

const wrong = (field: string): Problem =>
  new Problem(400, 'edge.malformed', '参数格式不正确,见 fields。', 'A parameter is malformed; see fields.', {
    fields: [field],
  });

/** Sheets for paper: with names and what is sealed, for those who sit in the community. */
@ApiTags('sheets')
@ApiBearerAuth()
@Controller('sheets')
export class SheetController {
  constructor(
    @Inject(Readings) private readonly readings: Readings,
    @Inject(HISTORIES) private readonly source: Source,
    @Inject(PRINTING) private readonly printing: Printing,
  ) {}

  @Get(':kind/:id')
  @ApiOperation({
    summary: 'A sheet to print, A4 or A3, with its day code, the log position and the QR of the public page',
    description: 'For those who sit in the community; the door-knock list for its heads.',
  })
  @ApiParam({ name: 'kind', enum: Object.keys(sheetKinds) })
  @ApiQuery({ name: 'step', required: false, description: 'of a posting or ballot: which; else the latest' })
  @ApiQuery({ name: 'copies', required: false, description: 'ballots on a sheet, 1 to 200' })
  @ApiProduces('text/html')
  async sheet(
    @Person() person: string,
    @Param('kind') what: string,
    @PathId() id: string,
    @Query('step') step: string | undefined,
    @Query('copies') copies: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = Object.hasOwn(sheetKinds, what) ? sheetKinds[what] : undefined;
    if (kind === undefined)
      throw new Problem(404, 'print.noKind', '没有这种表单。', 'There is no such kind of sheet.', {
        kinds: Object.keys(sheetKinds),
      });
    if (step !== undefined && !/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(step)) throw wrong('step');
    if (copies !== undefined && !/^([1-9]|[1-9]\d|1\d\d|200)$/.test(copies)) throw wrong('copies');
    await this.mustPrint(kind, id, person);
    const { source } = this;
    const sheet = await kind.make({ source, id, step, copies: Number(copies ?? 1) });
    const { published, publicUrl } = this.printing;
    const foot = footOf({
      ...{ about: `${kind.category}-${id}`, position: await source.log.end(), day: this.readings.today() },
      ...{ keys: source.keys, publicUrl },
      checkpoint: published === undefined ? null : newestCheckpoint(published),
    });
    await reply
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('X-Content-Type-Options', 'nosniff')
      .send(page(sheet, foot));
  }

  /** Refuses whoever may not print this kind of sheet in the community that it is of. */
  private async mustPrint(kind: SheetKind, id: string, person: string): Promise<void> {
    const rules = readingRules['sheets/{kind}/{id}'];
    const { may } = await this.readings.show(rules, undefined, views[kind.category], async (db, as) => {
      const community = await this.readings.communityOf(db, kind.category, id);
      if (community === undefined) return undefined;
      const reader = as(await this.readings.reader(db, person, community));
      return { may: belongs[kind.for](reader) };
    });
    if (!may) throw notYours(kind.for);
  }
}
