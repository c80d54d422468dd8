import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ConnectionError } from 'fastify';
import type { Socket } from 'node:net';
import { bodyOf, Problem, problemOf } from './problem.js';

const type = 'application/problem+json; charset=utf-8';

/** An address that cannot be decoded reaches no route and no filter. */
export function frameworkErrors(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const problem =
    error.code === 'FST_ERR_BAD_URL'
      ? new Problem(400, 'edge.badAddress', '地址编码不正确。', 'The address is not well encoded.')
      : problemOf(error);
  void reply.status(problem.status).type(type).send(bodyOf(problem));
}

/** An address that asks more often than a route takes it. */
export const tooOften = (after: string): Problem =>
  new Problem(
    429,
    'edge.tooOften',
    `此地址的请求过于频繁,请于 ${after} 后再试。`,
    `Too many requests from this address; try again in ${after}.`,
  );

function problemFor({ code }: ConnectionError): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem(431, 'edge.tooLong', '地址或请求头过长。', 'The address or the headers are too long.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem(408, 'edge.tooSlow', '请求未在限时内送达。', 'The request did not arrive in time.');
  return new Problem(400, 'edge.notHttp', '不是有效的 HTTP 请求。', 'This is not an HTTP request.');
}

/** What could not be read as a request is answered on the bare connection, which then ends. */
export function clientErrorHandler(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemFor(error);
  const body = JSON.stringify(bodyOf(problem));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    ...[`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'],
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
