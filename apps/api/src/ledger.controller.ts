import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ledgerOf, type Ledger, type LedgerOf } from '#admission';
import { isFormed } from '#community';
import { writeCsv } from '#kernel';
import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import { ApiAtLeast, AtLeast, NumberQuery, ApiYes, YesQuery } from './asking.js';
import { PathId } from './does.js';
import { asOrganization } from './organizations.js';
import { Problem } from './problem.js';
import { readingRules } from './reading-rules.js';
import { Readings, type ReadTables } from './readings.js';

type Named = Omit<Ledger, 'lines'> &
  Readonly<{ lines: readonly (Ledger['lines'][number] & Readonly<{ name: string | null }>)[] }>;

const views = [
  'admission_v3',
  'admission_at_v1',
  'money_entry_v1',
  'task_refusal_v1',
  'organization_v1',
  'community_v2',
];
const heads = ['年度', '对方', '对方编号', '协议金额(分)', '应付(分)', '已付(分)', '逾期未付(分)'];

const csvOf = ({ year, lines }: Named): string =>
  writeCsv([
    heads,
    ...lines.map((line) => [
      ...[year, line.name, line.with, line.agreedFen, line.dueFen, line.paidFen, line.lateFen],
    ]),
  ]);

/** The public ledgers of 费随事转: what was asked, admitted and refused in a year, and the money that follows the task. */
@ApiTags('admission')
@ApiBearerAuth()
@Controller()
export class LedgerController {
  constructor(@Inject(Readings) private readonly readings: Readings) {}

  private async named(db: Kysely<ReadTables>, whose: LedgerOf, year: number | undefined): Promise<Named> {
    if (year !== undefined && (year < 2000 || year > 9999))
      throw new Problem(400, 'reading.badQuery', '年度应在 2000 至 9999 之间。', 'year: 2000 to 9999');
    const today = this.readings.today();
    const ledger = await ledgerOf(db, whose, { year: year ?? Number(today.slice(0, 4)), today });
    const ids = ledger.lines.map((line) => line.with);
    const table = 'department' in whose ? 'community_v2' : 'organization_v1';
    const found =
      ids.length === 0
        ? []
        : await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
    const names = new Map(found.map(({ id, name }) => [id, name]));
    return {
      ...ledger,
      lines: ledger.lines.map((line) => ({ ...line, name: names.get(line.with) ?? null })),
    };
  }

  private tell(shown: Named, csv: boolean, reply: FastifyReply): Named | string {
    if (!csv) return shown;
    reply.type('text/csv; charset=utf-8').header('Content-Disposition', `attachment; filename="ledger.csv"`);
    return csvOf(shown);
  }

  @Get('organizations/:id/ledger')
  @ApiYes('csv')
  @ApiAtLeast
  @ApiOperation({
    summary:
      'A year of a department by community, or of an authority’s district by department; `csv=true` as a file',
  })
  async ofOrganization(
    @PathId() id: string,
    @AtLeast() seen: string,
    @NumberQuery('year') year: number | undefined,
    @YesQuery('csv') csv: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rules = readingRules['organizations/{id}/ledger'];
    const shown = await this.readings.show(rules, seen, views, async (db) => {
      const whose = await asOrganization(db, id);
      return whose && this.named(db, whose, year);
    });
    return this.tell(shown, csv, reply);
  }

  @Get('communities/:id/ledger')
  @ApiYes('csv')
  @ApiAtLeast
  @ApiOperation({ summary: 'A year of a community by department; `csv=true` as a file' })
  async ofCommunity(
    @PathId() id: string,
    @AtLeast() seen: string,
    @NumberQuery('year') year: number | undefined,
    @YesQuery('csv') csv: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rules = readingRules['communities/{id}/ledger'];
    const shown = await this.readings.show(rules, seen, views, async (db) =>
      (await isFormed(db, 'community', id)) ? this.named(db, { community: id }, year) : undefined,
    );
    return this.tell(shown, csv, reply);
  }
}
