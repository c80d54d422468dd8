import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mattersWith, thePublic } from '#decision';
import { addressPattern, Attachments, isSealedAddress, type Stored } from './attachments.js';
import { YesQuery } from './asking.js';
import { Person } from './identity.js';
import { ATTACHMENTS } from './ports.js';
import { Problem } from './problem.js';
import { belongs } from './reading-filter.js';
import { readingRules } from './reading-rules.js';
import { notYours, Readings, seatViews } from './readings.js';

@ApiTags('attachments')
@ApiBearerAuth()
@Controller('attachments')
export class AttachmentController {
  constructor(
    @Inject(ATTACHMENTS) private readonly attachments: Attachments,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Upload a file; the answer is the hash by which it is known',
    description:
      'personal=true: the file tells of a person. It is sealed, known by sealed-<HMAC>, and shown to the bodies of the matter that lists it only.',
  })
  @ApiQuery({ name: 'personal', required: false, enum: ['true', 'false'] })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 201, example: { hash: '0'.repeat(64), type: 'application/pdf', bytes: 1234 } })
  put(
    @Person() _person: string,
    @YesQuery('personal') personal: boolean,
    @Body() bytes: unknown,
  ): Promise<Stored> {
    if (!Buffer.isBuffer(bytes))
      throw new Problem(
        415,
        'attachment.form',
        '请以 application/octet-stream 上传。',
        'Send the file as application/octet-stream.',
      );
    return this.attachments.put(bytes, { personal });
  }

  @Get(':hash')
  @ApiOperation({
    summary: 'The file of a hash, for signed-in persons; a personal one for the bodies of its matter',
  })
  async get(
    @Person() person: string,
    @Param('hash') hash: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!addressPattern.test(hash))
      throw new Problem(400, 'attachment.badHash', '哈希格式不正确。', 'The hash is malformed.');
    await this.mustSee(person, hash);
    const { bytes, type } = await this.attachments.get(hash);
    await reply
      .type(type)
      .header('Content-Disposition', 'attachment')
      .header('X-Content-Type-Options', 'nosniff')
      .send(bytes);
  }

  /** A file is as open as the matters that name it; a hash that got about opens nothing by itself. */
  private async mustSee(person: string, hash: string): Promise<void> {
    const views = ['decision_page_v2', ...seatViews];
    const { file } = await this.readings.show(
      readingRules['attachments/{hash}'],
      undefined,
      views,
      async (db, as) => {
        const matters = await mattersWith(db, hash);
        const places = [...new Set(matters.map(({ community }) => community))];
        const readers = await Promise.all(places.map((place) => this.readings.reader(db, person, place)));
        as(readers.find(belongs.seated) ?? { ...thePublic, person });
        const ofAid = matters.length > 0 && matters.every(({ aid }) => aid);
        return { file: hash, aid: isSealedAddress(hash) || ofAid };
      },
    );
    if (file === null) throw notYours('seated');
  }
}
