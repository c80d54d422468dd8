import { Controller, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Engine, uuidV5 } from '#eventing';
import { receiptsIn, type Receipt } from '#notices';
import { wholeBody } from './body-parser.js';
import { RECEIPTS } from './ports.js';
import { Problem } from './problem.js';

/** By which secret each channel's provider signs its receipts; a channel that is not here has none. */
export type ReceiptSecrets = Readonly<{ sms?: string }>;

/** Where providers report what became of a message, each callback signed. */
@ApiTags('receipts')
@Controller('receipts')
export class ReceiptController {
  constructor(
    private readonly engine: Engine,
    @Inject(RECEIPTS) private readonly secrets: ReceiptSecrets,
  ) {}

  @Post('sms')
  @HttpCode(200)
  @RouteConfig({ rawBody: true })
  @ApiOperation({
    summary: 'A provider reports what became of messages: delivered, bounced, complained',
    description:
      '{"receipts":[{"receipt":"…","state":"delivered"}]}, at most 1,000, signed by the secret of the channel as its messages are.',
  })
  @ApiHeader({ name: 'X-Timestamp', description: 'seconds since 1970, within 300 of ours' })
  @ApiHeader({ name: 'X-Signature', description: 'sha256= and HMAC-SHA256 (hex) of `timestamp.body`' })
  @ApiResponse({ status: 200, example: { recorded: 1, unknown: 0 } })
  async sms(
    @Headers('x-timestamp') timestamp: string | undefined,
    @Headers('x-signature') signature: string | undefined,
    @Req() request: object,
  ): Promise<Readonly<{ recorded: number; unknown: number }>> {
    const { sms: secret } = this.secrets;
    if (secret === undefined)
      throw new Problem(
        404,
        'receipt.notSetUp',
        '未设短信回执:请在渠道文件中为 sms 写 receipts 与 secret。',
        'Receipts of SMS are not set up: write `receipts` and `secret` for `sms` in the file of channels.',
      );
    const sent = { timestamp: timestamp ?? '', signature: signature ?? '', body: wholeBody(request) };
    // a provider signs by the clock of the world, a simulated one is ours
    const receipts = receiptsIn(sent, { secret, now: Date.now() });
    let unknown = 0;
    for (const batch of new Set(receipts.map((one) => one.batch))) {
      const those = receipts.filter((one) => one.batch === batch);
      unknown += (await this.record(batch, those, sent.signature)) ? 0 : those.length;
    }
    return { recorded: receipts.length - unknown, unknown };
  }

  /** One batch's receipts; false where it made none of these attempts. The same callback is the same command. */
  private async record(batch: string, receipts: readonly Receipt[], signature: string): Promise<boolean> {
    const told = receipts.map(({ attempt, state }) => ({ attempt, state }));
    try {
      await this.engine.execute({
        ...{ category: 'noticeBatch', id: batch, by: { person: 'system:edge' } },
        command: { type: 'RecordReceipts', data: { receipts: told } },
        commandId: uuidV5(`receipts/${batch}/${signature}`),
      });
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'receipt.attemptUnknown' || code === 'notice.batchUnknown') return false;
      throw error;
    }
  }
}
