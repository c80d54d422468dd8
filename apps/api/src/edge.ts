import { randomUUID } from 'node:crypto';
import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Execute, uuidV5, type Executed } from '#eventing';
import { visitor } from '#decision';
import type { Facts } from '#kernel';
import type { Asking } from './identity.js';
import { Problem } from './problem.js';

/** Who sends a command, by which route, with which key and precondition. */
export type Sent = Readonly<{
  person: string;
  route: string;
  key: string;
  correlationId: string;
  ifMatch?: number;
  /** Only whether it would be accepted. */
  asksOnly?: boolean;
}>;

const headerOf = (request: Asking, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const bad = (code: string, zh: string, en: string): Problem => new Problem(400, code, zh, en);

/** Reads identity, Idempotency-Key and If-Match; 401 or 400 where they are missing or malformed. */
export const FromSender = createParamDecorator((_: unknown, context: ExecutionContext): Sent => {
  const request = context.switchToHttp().getRequest<Asking>();
  if (request.person === undefined)
    throw new Problem(401, 'identity.missing', '请先登录。', 'Sign in first: no token was sent.');
  return sentBy(request, request.person);
});

/** The same for whoever has no account; a token that is sent all the same is not looked at. */
export const FromVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Sent => {
  const { asksOnly: _asks, ...sent } = sentBy(context.switchToHttp().getRequest<Asking>(), visitor);
  return sent;
});

function sentBy(request: Asking, person: string): Sent {
  const key = headerOf(request, 'idempotency-key') ?? randomUUID();
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw bad('edge.badKey', '幂等键格式不正确。', 'Idempotency-Key: 1 to 128 visible ASCII characters.');
  const match = headerOf(request, 'if-match');
  const ifMatch = match === undefined ? undefined : /^"(\d{1,15})"$/.exec(match)?.[1];
  if (match !== undefined && ifMatch === undefined)
    throw bad(
      'edge.badIfMatch',
      'If-Match 应为带引号的版本号。',
      'If-Match must be a quoted revision, as in ETag.',
    );
  const asks = headerOf(request, 'siyi-ask');
  if (asks !== undefined && asks !== 'only')
    throw bad('edge.badAsk', 'Siyi-Ask 只能为 only。', 'Siyi-Ask must be `only`, or left out.');
  return {
    person,
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    key,
    correlationId: randomUUID(),
    ...(asks === undefined ? {} : { asksOnly: true }),
    ...(ifMatch === undefined ? {} : { ifMatch: Number(ifMatch) }),
  };
}

/** What a command route answers; `tellAnswers` puts revision and key into the headers. */
export class Answer {
  constructor(
    readonly executed: Executed,
    readonly key: string,
    /** What the answer says besides. */
    readonly more: object = {},
  ) {}
}

/** Answers of commands: revision and key in the headers; id, revision and position in the body. */
export function tellAnswers(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    if (!(payload instanceof Answer)) return done(null, payload);
    const { id, revision, position, repeated, events } = payload.executed;
    reply.header('ETag', `"${revision}"`).header('Idempotency-Key', payload.key);
    if (repeated) reply.header('Idempotent-Replayed', 'true');
    const said = { id, revision, position, events: events.map(({ type }) => type) };
    return done(null, { ...said, ...payload.more });
  });
}

/** Drops fields that were not given, so that a command is the same whether a field was left out or undefined. */
const given = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** The door for every command that comes by HTTP. */
@Injectable()
export class Edge {
  constructor(private readonly bus: CommandBus) {}

  /** The id of the command: the same person, route, target and key always give the same. */
  commandId(sent: Sent, target: string): string {
    return uuidV5(JSON.stringify([sent.person, sent.route, target, sent.key]));
  }

  /** Opens a stream; its id comes from the command's id, so that a second try meets the first. */
  create(sent: Sent, category: string, type: string, data: unknown): Promise<Answer> {
    const commandId = this.commandId(sent, category);
    return this.execute(sent, category, uuidV5(`stream/${commandId}`), commandId, type, data);
  }

  /** Sends a command to a stream. */
  send(
    sent: Sent,
    category: string,
    id: string,
    type: string,
    data: unknown,
    facts?: Facts,
  ): Promise<Answer> {
    return this.execute(sent, category, id, this.commandId(sent, `${category}-${id}`), type, data, facts);
  }

  private async execute(
    sent: Sent,
    category: string,
    id: string,
    commandId: string,
    type: string,
    data: unknown,
    extraFacts?: Facts,
  ): Promise<Answer> {
    const executed = await this.bus.execute(
      new Execute({
        category,
        id,
        commandId,
        command: { type, data: given(data) },
        by: { person: sent.person },
        correlationId: sent.correlationId,
        ...(sent.ifMatch === undefined ? {} : { ifMatch: sent.ifMatch }),
        ...(sent.asksOnly === undefined ? {} : { asksOnly: true }),
        ...(extraFacts === undefined ? {} : { extraFacts }),
      }),
    );
    return new Answer(executed, sent.key, sent.asksOnly ? { asked: true } : {});
  }
}
