import { Body, Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { refusalsOf } from '#admission';
import { isFormed } from '#community';
import { After, AtLeast, Limit } from './asking.js';
import { Does, PathId } from './does.js';
import { Edge, FromSender, type Answer, type Sent } from './edge.js';
import { asOrganization } from './organizations.js';
import { readingRules } from './reading-rules.js';
import { Readings } from './readings.js';
import * as dto from './refusal.dto.js';

/** What communities answer to tasks outside of any admission. */
@ApiTags('admission')
@ApiBearerAuth()
@Controller()
export class RefusalController {
  constructor(
    private readonly edge: Edge,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Does('RefuseTask', 'task-refusals', 'Refuse a task that is neither a duty nor admitted', { creates: true })
  refuse(@FromSender() sent: Sent, @Body() body: dto.RefuseTaskDto): Promise<Answer> {
    return this.edge.create(sent, 'taskRefusal', 'RefuseTask', body);
  }

  @Does(
    'ClaimConditions',
    'task-refusals/claims',
    'Claim money and conditions for what is to be assisted with',
    {
      creates: true,
    },
  )
  claim(@FromSender() sent: Sent, @Body() body: dto.ClaimConditionsDto): Promise<Answer> {
    return this.edge.create(sent, 'taskRefusal', 'ClaimConditions', body);
  }

  @Does('AnswerClaim', 'task-refusals/:id/answer', 'Answer a claim')
  answer(@FromSender() sent: Sent, @PathId() id: string, @Body() body: dto.AnswerClaimDto): Promise<Answer> {
    return this.edge.send(sent, 'taskRefusal', id, 'AnswerClaim', body);
  }

  @Get('communities/:id/refusals')
  @ApiOperation({ summary: 'What a community refused and claimed, the last one first' })
  ofCommunity(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['communities/{id}/refusals'];
    return this.readings.show(rules, seen, ['task_refusal_v1', 'community_v2'], async (db) => {
      if (!(await isFormed(db, 'community', id))) return undefined;
      const asked = { community: id, limit, ...(after === undefined ? {} : { after }) };
      return refusalsOf(db, this.readings.today(), asked);
    });
  }

  @Get('organizations/:id/refusals')
  @ApiOperation({ summary: 'What was refused to a department, or stands before an admission authority' })
  ofOrganization(
    @PathId() id: string,
    @AtLeast() seen: string,
    @After('position') after: string | undefined,
    @Limit() limit: number,
  ) {
    const rules = readingRules['organizations/{id}/refusals'];
    return this.readings.show(rules, seen, ['task_refusal_v1', 'organization_v1'], async (db) => {
      const whose = await asOrganization(db, id);
      return (
        whose &&
        refusalsOf(db, this.readings.today(), { ...whose, limit, ...(after === undefined ? {} : { after }) })
      );
    });
  }
}
