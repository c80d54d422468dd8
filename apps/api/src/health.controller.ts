import { Controller, Get, HttpCode, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HEALTH } from './ports.js';
import { Problem } from './problem.js';

/** How the process is: each part with its own words; `ready` when every part answers. */
export type Health = Readonly<{
  read(): Promise<Readonly<{ ready: boolean; parts: Readonly<Record<string, unknown>> }>>;
}>;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get()
  @ApiOperation({ summary: 'Every part, with positions, lag and parked views' })
  all() {
    return this.health.read();
  }

  @Get('live')
  @HttpCode(200)
  @ApiOperation({ summary: 'The process answers' })
  live() {
    return { live: true };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Every part answers; says how far the projection is behind' })
  async ready() {
    const health = await this.health.read();
    if (!health.ready)
      throw new Problem(503, 'health.notReady', '尚未就绪。', 'Not ready yet.', { parts: health.parts }, 1);
    return health;
  }
}
