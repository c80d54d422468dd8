import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the message to a mailbox: answers with a code at a place, or leaves. */
export type Trick = Readonly<{ at: 'rcpt' | 'data' | 'from'; code: number }> | 'drop' | 'dropBefore' | 'slow';

type Got = Readonly<{ to: string; raw: string }>;

const answer = (code: number, to: string): Error =>
  Object.assign(new Error(`mailbox ${to} says ${code}`), { responseCode: code });

/** A real SMTP server on loopback that takes messages, and plays the tricks of a mailbox one after the other. */
export async function mailServer(
  tricks: Record<string, (Trick | undefined)[]> = {},
  { password, secure = false }: Readonly<{ password?: string; secure?: boolean }> = {},
) {
  const got: Got[] = [];
  let connections = 0;
  let asked = '';
  const next = (to: string): Trick | undefined => tricks[to]?.[0];
  const failing = (at: 'rcpt' | 'data' | 'from', to: string): Error | null => {
    const trick = next(to);
    if (typeof trick !== 'object' || trick.at !== at) return null;
    tricks[to]?.shift();
    return answer(trick.code, to);
  };
  const server = new SMTPServer({
    ...{ authOptional: password === undefined, secure, hideSTARTTLS: !secure, allowInsecureAuth: true },
    logger: false,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: 'siyi' })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onMailFrom: (_address, _session, done) => done(failing('from', 'sender')),
    onRcptTo({ address }, _session, done) {
      asked = address;
      if (next(address) === 'dropBefore') {
        tricks[address]?.shift();
        cut();
      } else done(failing('rcpt', address));
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      const to = asked;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const trick = next(to);
        const error = failing('data', to);
        if (error) return done(error);
        got.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        if (trick === undefined) return done(null, `OK queued as Q${got.length}xyz`);
        tricks[to]?.shift();
        // Taken, and never said so.
        if (trick === 'drop') cut();
        return undefined;
      });
    },
  });
  const cut = () => {
    for (const connection of server.connections) connection._socket.destroy();
  };
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    got,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
