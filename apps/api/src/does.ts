import {
  applyDecorators,
  HttpCode,
  Injectable,
  Param,
  ParseUUIDPipe,
  Post,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { Problem } from './problem.js';

/** A command without fields takes none. */
@Injectable()
class BareInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { body } = context.switchToHttp().getRequest<{ body?: object }>();
    const fields = Object.keys(body ?? {});
    if (fields.length > 0)
      throw new Problem(
        400,
        'edge.malformed',
        '本操作不带任何字段。',
        'This command has no fields; send none.',
        {
          fields: fields.slice(0, 50),
        },
      );
    return next.handle();
  }
}

const example = {
  id: '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10',
  revision: 7,
  position: '4711',
  events: ['VoteCast'],
};

/** A route that gives one command: POST, by a signed-in person, repeatable under an Idempotency-Key. */
export const Does = (
  command: string,
  path: string,
  what: string,
  options: { creates?: boolean; bare?: boolean } = {},
): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(options.creates ? 201 : 200),
    ...(options.bare ? [UseInterceptors(BareInterceptor)] : []),
    ApiBearerAuth(),
    ApiOperation({ operationId: command, summary: what }),
    ApiExtension('x-command', command),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'the same key gives the first answer again',
    }),
    ApiHeader({
      name: 'Siyi-Ask',
      required: false,
      description:
        '`only`: the command is judged in full, but nothing is recorded; 200 with `asked`, and `refused` where a rule says no',
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'the revision that was seen, quoted' }),
    ApiResponse({ status: options.creates ? 201 : 200, description: 'recorded', example }),
    ...[400, 401, 403, 404, 409, 412, 422, 503].map((status) =>
      ApiResponse({ status, description: 'problem+json with code, article and two languages' }),
    ),
  );

const badId = (): Problem =>
  new Problem(400, 'edge.badId', '编号格式不正确。', 'The id in the path is not a uuid.');

/** An id in the path: a uuid. */
export const PathId = (name = 'id'): ParameterDecorator =>
  Param(name, new ParseUUIDPipe({ exceptionFactory: badId }));

/** A key in the path, such as a step. */
export const PathKey = (name: string): ParameterDecorator =>
  Param(name, {
    transform: (value: string): string => {
      if (!/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(value))
        throw new Problem(
          400,
          'edge.badKeyInPath',
          '地址中的名称格式不正确。',
          `${name} in the path is malformed.`,
        );
      return value;
    },
  });

/** A small number in the path, such as a ballot's. */
export const PathNumber = (name: string): ParameterDecorator =>
  Param(name, {
    transform: (value: string): number => {
      if (!/^\d{1,6}$/.test(value))
        throw new Problem(
          400,
          'edge.badNumber',
          '地址中的编号不正确。',
          `${name} in the path is not a number.`,
        );
      return Number(value);
    },
  });
