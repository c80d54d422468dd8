import { createParamDecorator, Param, Query, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isCivilDate } from '#procedure';
import { pointOf } from './history/point.js';
import { Problem } from './problem.js';

const bad = (name: string, zh: string, en: string): Problem =>
  new Problem(400, 'reading.badQuery', zh, `${name}: ${en}`, { name });

/** A query parameter that must match, or is left out. */
const matching = (name: string, pattern: RegExp, zh: string, en: string): ParameterDecorator =>
  Query(name, {
    transform: (value: unknown): string | undefined => {
      if (value === undefined) return undefined;
      if (typeof value !== 'string' || !pattern.test(value)) throw bad(name, zh, en);
      return value;
    },
  });

/** The log position that the answer must show at least; decimal digits. */
export const AtLeast = (): ParameterDecorator =>
  matching('atLeast', /^\d{1,20}$/, 'atLeast 应为日志位置(数字)。', 'a log position in decimal digits');

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const kinds = ['decision', 'sitting', 'community', 'admissionRequest', 'taskRefusal', 'sealRegister'];
const replayed = new RegExp(`^(${kinds.join('|')})-(${uuid})$`);
const cursors = {
  id: new RegExp(`^${uuid}$`),
  revision: /^\d{1,9}$/,
  position: /^\d{1,20}$/,
  /** A day and what stands there under it: cursor.ts. */
  day: new RegExp(`^\\d{4}-\\d{2}-\\d{2}~${uuid}(:\\d{1,6})?$`),
} as const;

/** Says in the document of the routes what `atLeast` is. */
export const ApiAtLeast = ApiQuery({
  name: 'atLeast',
  required: false,
  description: 'log position that the answer must show',
});

/** Where the page before ended. */
export const After = (kind: keyof typeof cursors): ParameterDecorator =>
  matching('after', cursors[kind], 'after 应为上一页给出的位置。', 'the cursor that the page before gave');

/** `true` or `false`; left out it is no. Read from the request itself: the global pipe would make a no of anything else. */
export const YesQuery = createParamDecorator((name: string, context: ExecutionContext): boolean => {
  const { query } = context
    .switchToHttp()
    .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
  const text = query[name];
  if (text === undefined) return false;
  if (text !== 'true' && text !== 'false') throw bad(name, '只能是 true 或 false。', 'true or false');
  return text === 'true';
});

/** Says in the document of the routes that it is asked by `true`. */
export const ApiYes = (name: string): MethodDecorator =>
  ApiQuery({ name, required: false, enum: ['true', 'false'] });

/** A civil date as a filter. */
export const DayQuery = (name: string): ParameterDecorator =>
  Query(name, {
    transform: (value: unknown): string | undefined => {
      if (value === undefined) return undefined;
      if (typeof value !== 'string' || !isCivilDate(value))
        throw bad(name, '日期应为 YYYY-MM-DD。', 'a date, YYYY-MM-DD');
      return value;
    },
  });

/** An id as a filter. */
export const IdQuery = (name: string): ParameterDecorator =>
  matching(name, cursors.id, '编号格式不正确。', 'a uuid');

/** What is searched: 1 to 100 characters, not all of them blank, none that no text holds. */
export const Asked = (name = 'q'): ParameterDecorator =>
  matching(name, /^(?=.*\S)[^\p{Cc}]{1,100}$/u, '请输入 1 至 100 字。', '1 to 100 characters');

/** How many rows: 1 to 200, 50 when left out. */
export const Limit = (): ParameterDecorator =>
  Query('limit', {
    transform: (value: unknown): number => {
      if (value === undefined) return 50;
      // the global pipe has made a number of it before, or NaN
      const number = /^\d{1,3}$/.test(String(value)) ? Number(value) : 0;
      if (number < 1 || number > 200) throw bad('limit', '每页 1 至 200 条。', '1 to 200');
      return number;
    },
  });

/** A point of a history: a revision, the end of a day, or an instant. */
export const PointQuery = (name: string): ParameterDecorator =>
  Query(name, {
    transform: (value: unknown): string | undefined => {
      if (value === undefined) return undefined;
      if (typeof value !== 'string' || value.length > 40 || pointOf(value) === undefined)
        throw bad(name, '应为序号、日期或带时区的时刻。', 'a revision, a day or an instant with its offset');
      return value;
    },
  });

/** A rule set by its id. */
export const AsQuery = (): ParameterDecorator =>
  matching('as', /^[a-z0-9-]{1,60}$/, '应为规则集名称。', 'the id of a rule set');

/** A stream in the path that belongs to communities: `<category>-<uuid>`. */
export const PathStream = (): ParameterDecorator =>
  Param('stream', {
    transform: (value: string): readonly [string, string] => {
      const [, category, id] = replayed.exec(value) ?? [];
      if (category === undefined || id === undefined)
        throw new Problem(400, 'history.badStream', '没有这种记录。', 'There is no such kind of history.', {
          kinds,
        });
      return [category, id];
    },
  });

/** A whole number as a filter, at most six digits. */
export const NumberQuery = (name: string): ParameterDecorator =>
  Query(name, {
    transform: (value: unknown): number | undefined => {
      if (value === undefined) return undefined;
      // the global pipe has made a number of it before, or NaN
      if (!/^\d{1,6}$/.test(String(value))) throw bad(name, '应为数字。', 'a whole number');
      return Number(value);
    },
  });
