import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from './problem.js';

/** No field of ours is nested deeper. */
const deepest = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A string of brackets can be deep before it is parsed; counting first keeps the parser from it. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}

/** Named, since it is ours; what the parser says quotes the body, which may hold a name. */
class KeyRefused extends Error {}

const malformed = (code: string, zh: string, en: string): Problem => new Problem(400, code, zh, en);

/** Parses a JSON body: strict UTF-8, bounded depth, no prototype keys; throws a 400 problem. */
export function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    throw malformed('edge.notUtf8', '内容不是 UTF-8 编码。', `The body is not UTF-8 (${String(error)}).`);
  }
  if (nestsTooDeep(text))
    throw malformed('edge.tooDeep', '内容嵌套过深。', `The body nests deeper than ${deepest} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text, (key, inner: unknown) => {
      // what every object inherits (toString …) would pass for a field that the DTO knows
      if (key in Object.prototype || key === 'prototype') throw new KeyRefused(`: key ${key}`);
      return inner;
    });
  } catch (error) {
    const why = error instanceof KeyRefused ? error.message : '';
    throw malformed('edge.notJson', '内容不是有效的 JSON。', `The body is not JSON${why}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('edge.notObject', '内容应为一个对象。', 'The body must be one object.');
  return value;
}

const most = 512 * 1024;
const mostRead = 20 * 1024 * 1024;

/** The bytes of a body; one too large is read to its end and let fall: who is still writing would not get the answer. */
async function wholeOf(payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of payload) {
    length += part.length;
    if (length <= most) parts.push(part);
    if (length > mostRead) break;
  }
  if (length > most)
    throw new Problem(413, 'edge.refused', '内容过大。', `The body is larger than ${most} bytes.`);
  return Buffer.concat(parts);
}

const raw = new WeakMap<object, Buffer>();

/** The body of a request byte for byte, on a route that is configured with `rawBody`; empty elsewhere. */
export const wholeBody = (request: object): Buffer => raw.get(request) ?? Buffer.alloc(0);

/** Lets the application take JSON bodies by the rules above, and octet streams (uploads) as they are. */
export function takeBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    async (request: FastifyRequest, payload: IncomingMessage) => {
      const bytes = await wholeOf(payload);
      if ('rawBody' in request.routeOptions.config) raw.set(request, bytes);
      return parseBody(bytes);
    },
  );
  fastify.addContentTypeParser<Buffer>(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, bytes, done) => done(null, bytes),
  );
}
