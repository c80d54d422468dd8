import { Readable } from 'node:stream';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { within } from '../within.js';
import type { Told } from './channel.js';
import { smtpFailure } from './smtp-failure.js';

/** A mail server. `tls`: from the first byte on, or by STARTTLS without which nothing is sent, or not at all. */
export type SmtpServer = Readonly<{
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  user?: string;
  password?: string;
  /** PEM of the authority that signed the server's certificate, when the system does not trust it. */
  authority?: string;
}>;

/** One message as it goes over the wire, to one mailbox. */
export type Letter = Readonly<{ from: string; to: string; raw: Buffer }>;

/** A connection that is opened when it is needed, and again after it broke. */
export type SmtpSession = Readonly<{
  /** Sends one message; never throws. `broken`: the server itself does not answer or does not let us in. */
  send(letter: Letter): Promise<Readonly<{ told: Told; broken: boolean }>>;
  close(): void;
}>;

const called = (work: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => work((error) => (error ? reject(error) : resolve())));

/** Speaks SMTP; each message may take `limit` milliseconds, and so may reaching the server. */
export function smtpSession(server: SmtpServer, limit: number): SmtpSession {
  let open: SmtpConnection | undefined;

  async function connected(): Promise<SmtpConnection> {
    if (open !== undefined) return open;
    const { user, password } = server;
    const connection = new SmtpConnection({
      ...{ host: server.host, port: server.port, secure: server.tls === 'implicit' },
      ...{ requireTLS: server.tls === 'starttls', ignoreTLS: server.tls === 'none' },
      ...{ connectionTimeout: limit, greetingTimeout: limit, socketTimeout: limit, dnsTimeout: limit },
      ...{ maxResponseSize: 64 * 1024, socketCloseTimeout: 0, logger: false },
      ...(server.authority === undefined ? {} : { tls: { ca: server.authority } }),
    });
    open = connection;
    try {
      await called((done) => {
        connection.on('error', done);
        connection.on('end', () => {
          if (open === connection) open = undefined;
        });
        connection.connect(done);
      });
      if (user !== undefined)
        await called((done) => connection.login({ user, credentials: { user, pass: password ?? '' } }, done));
      return connection;
    } catch (error) {
      drop(connection);
      throw error;
    }
  }

  function drop(connection: SmtpConnection): void {
    if (open === connection) open = undefined;
    connection.close();
  }

  async function deliver(connection: SmtpConnection, { from, to, raw }: Letter): Promise<Told> {
    let begun = false;
    // The connection reads the message only after the server has said 354: from then on it may be accepted.
    const message = new Readable({
      read() {
        begun = true;
        this.push(raw);
        this.push(null);
      },
    });
    try {
      const response = await within(
        new Promise<string>((resolve, reject) =>
          connection.send({ from, to: [to] }, message, (error, info) =>
            error ? reject(error) : resolve(info?.response ?? ''),
          ),
        ),
        limit,
      );
      const [, id] = /\bqueued as ([\w.-]{4,64})\b/i.exec(response) ?? [];
      const named = id === undefined || to.toLowerCase().includes(id.toLowerCase()) ? {} : { providerId: id };
      return { state: 'sent', ...named };
    } catch (error) {
      // Whatever state the server is in now, the next message begins with a fresh one.
      drop(connection);
      return smtpFailure(error, begun);
    }
  }

  return {
    async send(letter) {
      let connection: SmtpConnection;
      try {
        connection = await within(connected(), limit);
      } catch (error) {
        if (open !== undefined) drop(open);
        return { told: smtpFailure(error, false), broken: true };
      }
      const told = await deliver(connection, letter);
      return { told, broken: told.state === 'failed' && told.class === 'technical' };
    },
    close() {
      if (open !== undefined) open.quit();
      open = undefined;
    },
  };
}
