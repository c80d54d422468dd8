import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ImportRollsDto } from './community.dto.js';
import { PathId } from './does.js';
import { Person } from './identity.js';
import { RollImport } from './roll-import.js';

@ApiTags('communities')
@ApiBearerAuth()
@Controller('communities/:id/imports')
export class RollImportController {
  constructor(@Inject(RollImport) private readonly rolls: RollImport) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Rolls from CSV: without `preview` shows row by row what would happen, with its hash does just that',
  })
  async import(@Person() person: string, @PathId() community: string, @Body() body: ImportRollsDto) {
    const asked = { csv: body.csv, basisHash: body.basisHash, community, by: { person } };
    if (body.preview !== undefined) return { done: (await this.rolls.confirm(asked, body.preview)).done };
    const { rows, counts, refusal, hash } = await this.rolls.preview(asked);
    return { rows, counts, refusal, preview: hash };
  }
}
