import { Body, Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { sealOf, sealUsesOf } from '#admission';
import { isFormed } from '#community';
import { After, ApiAtLeast, AtLeast, Limit } from './asking.js';
import { Does, PathId, PathNumber } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { Person } from './identity.js';
import { readingRules } from './reading-rules.js';
import { Readings, seatViews } from './readings.js';
import * as dto from './seal.dto.js';

type Done = Promise<Answer>;

/** A committee's seal: its keeper, and the register of every use. */
@ApiTags('seal')
@ApiBearerAuth()
@Controller('seal-registers/:id')
export class SealController {
  constructor(
    private readonly edge: Edge,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  private send(sent: Sent, community: string, type: string, data: object): Done {
    return this.edge.send(sent, 'sealRegister', community, type, { ...data, community });
  }

  @Does(
    'EntrustSeal',
    'custody',
    'Put the seal into the keeping of a member; also the hand-over to a new term',
  )
  entrust(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.EntrustSealDto): Done {
    return this.send(sent, id, 'EntrustSeal', body);
  }

  @Does('ApplyForSeal', 'uses', 'Ask for a stamp; a certificate is judged by the lists at once')
  apply(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ApplyForSealDto): Done {
    return this.send(sent, id, 'ApplyForSeal', body);
  }

  @Does('ApproveSealUse', 'uses/:number/approval', 'Sign that a document be stamped', { bare: true })
  approve(@FromSender() sent: Sent, @PathId() id: string, @PathNumber('number') number: number): Done {
    return this.send(sent, id, 'ApproveSealUse', { number });
  }

  @Does('DeclineSealUse', 'uses/:number/declining', 'Do not have it stamped')
  decline(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('number') number: number,
    @Body() body: dto.DeclineSealUseDto,
  ): Done {
    return this.send(sent, id, 'DeclineSealUse', { ...body, number });
  }

  @Does('StampDocument', 'uses/:number/stamping', 'Record that the keeper stamped the approved document')
  stamp(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @PathNumber('number') number: number,
    @Body() body: dto.StampDocumentDto,
  ): Done {
    return this.send(sent, id, 'StampDocument', { ...body, number });
  }

  @Does('ReportSealLost', 'loss', 'Report the seal lost: void at once, announced for 30 days')
  lose(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReportSealLostDto): Done {
    return this.send(sent, id, 'ReportSealLost', body);
  }

  @Does('ReplaceSeal', 'replacement', 'Record the new seal, cut after the announcement')
  replace(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.ReplaceSealDto): Done {
    return this.send(sent, id, 'ReplaceSeal', body);
  }

  @Get()
  @ApiAtLeast
  @ApiOperation({ summary: 'Who keeps the seal, since when, and whether it is lost' })
  seal(@PathId() id: string, @AtLeast() seen: string) {
    const rules = readingRules['seal-registers/{id}'];
    return this.readings.show(rules, seen, ['seal_v1', 'community_v2'], async (db) =>
      (await isFormed(db, 'community', id)) ? sealOf(db, id) : undefined,
    );
  }

  @Get('uses')
  @ApiOperation({
    summary: 'The register, the last entry first: for those who run, watch or inspect the community',
  })
  uses(
    @PathId() id: string,
    @AtLeast() seen: string,
    @Person() person: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['seal-registers/{id}/uses'];
    return this.readings.show(rules, seen, ['seal_use_v1', ...seatViews], async (db, as) => {
      as(await this.readings.reader(db, person, id));
      if (!(await isFormed(db, 'community', id))) return undefined;
      return sealUsesOf(db, { community: id, limit, ...(after === undefined ? {} : { after }) });
    });
  }
}
