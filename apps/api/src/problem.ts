import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommandReused, KeyStoreAway, PreconditionFailed, Unavailable } from '#eventing';
import { Rejection, type RejectionKind } from '#kernel';
import { isAway, NotYet } from '#read-models';

/** An answer that is not a success, in the form of RFC 9457 with a code and two languages. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly more: Readonly<Record<string, unknown>> = {},
    readonly retryAfter?: number,
  ) {
    super(`${code}: ${en}`);
  }
}

const statusOf: Readonly<Record<RejectionKind, number>> = {
  invalid: 422,
  forbidden: 403,
  conflict: 409,
  missing: 404,
};

const away = (code: string, zh: string, error: Error & { retryAfter?: number }): Problem =>
  new Problem(503, code, zh, error.message, {}, error.retryAfter ?? 2);

/** Turns every error into a problem; what is not known is 500 and logged, without its text to the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection)
    return new Problem(statusOf[error.kind], error.code, error.text.zh, error.text.en, {
      ...(error.article === undefined ? {} : { article: error.article }),
      ...(Object.keys(error.details).length === 0 ? {} : { details: error.details }),
    });
  if (error instanceof PreconditionFailed)
    return new Problem(412, 'edge.revisionPassed', '内容已被他人更新,请重新读取后再操作。', error.message, {
      revision: error.actual,
    });
  if (error instanceof CommandReused)
    return new Problem(422, 'edge.keyReused', '同一幂等键已用于另一内容,请换一个键。', error.message);
  if (error instanceof Unavailable)
    return away('store.away', '日志库暂不可用,未记录任何内容,请稍后重试。', error);
  if (error instanceof KeyStoreAway)
    return away('keys.away', '密钥库暂不可用,涉及个人信息的操作请稍后重试。', error);
  if (error instanceof NotYet)
    return new Problem(
      503,
      'reading.behind',
      '查询库尚未更新到所要求的位置,请稍后重试。',
      error.message,
      { wanted: error.wanted, reached: error.reached, parked: error.parked },
      error.retryAfter,
    );
  if (error instanceof HttpException) return ofNest(error);
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  )
    return new Problem(error.statusCode, 'edge.refused', '请求无法处理。', error.message);
  if (isAway(error))
    return new Problem(
      503,
      'reading.away',
      '查询库暂不可用;办理仍可进行。',
      'The read models are away; commands still work.',
      {},
      5,
    );
  return new Problem(500, 'edge.fault', '系统内部错误,已记录。', 'An internal fault; it was logged.');
}

function ofNest(error: HttpException): Problem {
  const answer = error.getResponse();
  const fields = typeof answer === 'object' && 'message' in answer ? answer.message : undefined;
  const status = error.getStatus();
  if (status === 404)
    return new Problem(404, 'edge.noRoute', '没有这个地址。', 'There is nothing at this address.');
  if (status === 400 && Array.isArray(fields))
    return new Problem(
      400,
      'edge.malformed',
      '提交的内容不符合格式要求,见 fields。',
      'The body is malformed; see fields.',
      {
        fields: fields.slice(0, 50),
      },
    );
  return new Problem(status, 'edge.refused', '请求无法处理。', error.message);
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('edge');

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (problem.status === 500)
      this.log.error(`${request.method} ${request.routeOptions.url ?? '?'}`, (error as Error).stack);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    // whoever only asks is answered, not refused
    if (error instanceof Rejection && request.headers['siyi-ask'] === 'only') {
      void reply.status(200).send({ asked: true, refused: bodyOf(problem) });
      return;
    }
    if (problem.retryAfter !== undefined) reply.header('Retry-After', String(problem.retryAfter));
    if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer');
    void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(bodyOf(problem));
  }
}

/** The body of a problem answer. */
export const bodyOf = (problem: Problem): Readonly<Record<string, unknown>> => ({
  type: `urn:siyi:problem:${problem.code}`,
  title: problem.zh,
  status: problem.status,
  detail: problem.en,
  code: problem.code,
  text: { zh: problem.zh, en: problem.en },
  ...problem.more,
});
