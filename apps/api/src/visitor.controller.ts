import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { receiptCode, visitorOf, type DecisionEvent, type DecisionState } from '#decision';
import { Engine, type KeyStore } from '#eventing';
import { EscalateAsVisitorDto, FileObjectionDto } from './decision.dto.js';
import { PathId } from './does.js';
import { Edge, FromVisitor, type Sent } from './edge.js';
import { KEYS } from './ports.js';
import { Problem } from './problem.js';
import { item, itemOrNone } from './seal.js';

type Filed = Extract<DecisionEvent, { type: 'ObjectionFiled' }>['data'];

/** What somebody without an account takes with him. `code` proves later that the objection is his; it stands in no log. */
export type Slip = Pick<Filed, 'objection' | 'kind' | 'receipt' | 'filedOn' | 'replyBy'> &
  Readonly<{ code: string }>;

/** What one address may file in an hour; a counter in a community's hall stays below it. */
const hourly = { rateLimit: { max: 20, timeWindow: 3_600_000 } };
const key = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'the same key gives the first answer again',
});
const example = {
  objection: '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10',
  ...{ kind: 'objection', receipt: 'ABCD-2345', filedOn: '2026-03-18', replyBy: '2026-03-23' },
  code: 'Yx3oZ1pQ9n0bVt5kLw2aRg',
};
const refusals = [400, 404, 409, 422, 429, 503].map((status) =>
  ApiResponse({ status, description: 'problem+json with code, article and two languages' }),
);
const documented: MethodDecorator = (target, name, descriptor) => {
  for (const one of [key, ...refusals]) one(target, name, descriptor);
};

/** Objections of residents who have no account: filed with a contact or without, followed up by a code. */
@ApiTags('decisions')
@Controller('decisions/:id/objections')
export class VisitorController {
  constructor(
    private readonly edge: Edge,
    private readonly engine: Engine,
    @Inject(KEYS) private readonly keys: KeyStore,
  ) {}

  private codeOf(decision: string, objection: string): string {
    return this.keys.hmac('objection-code', `${decision}/${objection}`).slice(0, 22);
  }

  @Post('by-visitors')
  @HttpCode(201)
  @RouteConfig(hourly)
  @ApiOperation({
    summary: 'File an objection without an account; the answer is the receipt, and a code to follow it up',
    description: 'An address may do so 20 times an hour.',
  })
  @ApiResponse({ status: 201, description: 'recorded', example })
  @documented
  async file(@FromVisitor() sent: Sent, @PathId() id: string, @Body() body: FileObjectionDto): Promise<Slip> {
    const own = this.edge.commandId(sent, `decision-${id}`);
    const sealed = { text: item(own, body.text), contact: itemOrNone(own, body.contact) };
    await this.edge.send(sent, 'decision', id, 'FileObjection', { step: body.step, ...sealed });
    const { state } = await this.engine.load<DecisionState>('decision', id);
    const filed = 'objections' in state ? state.objections.find((one) => one.id === own) : undefined;
    if (filed === undefined) throw new Error(`the objection ${own} is not in decision-${id}`);
    const { kind, filedOn, replyBy } = filed;
    return {
      ...{ objection: own, receipt: receiptCode(own), code: this.codeOf(id, own) },
      ...{ kind, filedOn, replyBy },
    };
  }

  @Post(':objection/by-visitors')
  @HttpCode(200)
  @RouteConfig(hourly)
  @ApiOperation({
    summary: 'Not satisfied with the answer, or no answer in time, by whoever filed without an account',
  })
  @ApiResponse({ status: 200, description: 'recorded', example: { why: 'notSatisfied' } })
  @documented
  async escalate(
    @FromVisitor() sent: Sent,
    @PathId() id: string,
    @PathId('objection') objection: string,
    @Body() { why, code }: EscalateAsVisitorDto,
  ): Promise<object> {
    const [given, known] = [Buffer.from(code), Buffer.from(this.codeOf(id, objection))];
    if (given.length !== known.length || !timingSafeEqual(given, known))
      throw new Problem(
        403,
        'objection.notYours',
        '查询码与该异议不符:请照提交异议时所给的填写。',
        'The code is not that of this objection: copy it from the slip that you were given.',
        { article: '居委会组织法(2025) §35' },
      );
    const mine = { ...sent, person: visitorOf(objection) };
    const { executed } = await this.edge.send(mine, 'decision', id, 'EscalateObjection', { objection, why });
    return { why, escalated: executed.events.some(({ type }) => type === 'ObjectionEscalated') };
  }
}
