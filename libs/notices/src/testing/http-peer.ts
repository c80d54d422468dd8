import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createPlain, type AddressInfo, type Server } from 'node:net';

export type Asked = Readonly<{
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}>;
type Answering = (response: ServerResponse, asked: Asked, number: number) => void;

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

/** A real HTTP server on loopback that remembers what it was asked. */
export async function httpPeer(answering: Answering) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
      answering(response, asked.at(-1)!, asked.length);
    });
  });
  const url = await listening(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, asked, close };
}

/** A server that writes these bytes to whoever has asked, and then hangs up. */
export async function rawPeer(bytes: string) {
  const server = createPlain((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  const url = await listening(server);
  return { url, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** Answers with a status and a JSON document. */
export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
