import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, renameSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname } from 'node:path';

/** The kernel takes 107 bytes for a socket's path; eight digits come behind it. */
const LONGEST = 92;

/** Does something with the path of a socket that may be too long: by the folder's handle it is short. */
async function reaching<T>(path: string, use: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= LONGEST) return use(path);
  const folder = openSync(dirname(path), 'r');
  try {
    return await use(`/proc/self/fd/${folder}/${basename(path)}`);
  } finally {
    closeSync(folder);
  }
}

/**
 * Answers on a socket in the data folder, which only its owner reaches: one JSON line in, one out. It is made under a
 * name of its own and then put in place of whoever answered there before, so that two who start at once both may.
 */
export async function serveControl(
  path: string,
  answer: (asked: unknown) => Promise<object>,
): Promise<Server> {
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (!text.includes('\n')) return;
      const asked = text;
      text = '';
      Promise.resolve()
        .then(() => answer(JSON.parse(asked)))
        .then((said) => socket.end(`${JSON.stringify(said)}\n`))
        .catch((error: Error) => socket.end(`${JSON.stringify({ error: error.message })}\n`));
    });
    socket.on('error', () => socket.destroy());
  });
  await reaching(path, async (short) => {
    const own = `${short}.${randomBytes(4).toString('hex')}`;
    server.listen(own);
    await once(server, 'listening');
    renameSync(own, short);
  });
  return server;
}

/** Asks on such a socket; throws what the other side could not do, or that nobody is there. */
export async function askControl(path: string, asked: object): Promise<object> {
  const socket = await reaching(path, async (short) => {
    const connecting = connect(short);
    await once(connecting, 'connect');
    return connecting;
  });
  socket.write(`${JSON.stringify(asked)}\n`);
  let text = '';
  for await (const part of socket.setEncoding('utf8')) text += String(part);
  const answer = JSON.parse(text || '{"error":"no answer"}') as { error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
