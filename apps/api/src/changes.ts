import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Engine, Log } from '#eventing';

/** So many listen to one process at once; whoever comes later asks again after a while. */
const mostListeners = 500;
/** A line now and then, so that no proxy takes the connection for dead. */
const beatMs = 20_000;

const logger = new Logger('changes');
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** That something of a community changed: which stream, and up to which log position. What changed is read as ever. */
type Change = Readonly<{ position: string; about: string; id: string }>;
type Listener = (change: Change) => void;

/** Follows the log while somebody listens, and tells those of the community concerned. */
class Changes {
  readonly #listeners = new Map<string, Set<Listener>>();
  #following: AbortController | undefined;
  #count = 0;

  constructor(
    private readonly log: Log,
    private readonly engine: Engine,
  ) {}

  /** Undefined where too many listen already; else what ends the listening. */
  listen(community: string, listener: Listener): (() => void) | undefined {
    if (this.#count >= mostListeners) return undefined;
    this.#count += 1;
    const there = this.#listeners.get(community) ?? new Set();
    this.#listeners.set(community, there.add(listener));
    if (this.#following === undefined) {
      this.#following = new AbortController();
      void this.#follow(this.#following.signal);
    }
    return () => {
      if (!there.delete(listener)) return;
      this.#count -= 1;
      if (there.size === 0) this.#listeners.delete(community);
      if (this.#count === 0) this.stop();
    };
  }

  stop(): void {
    this.#following?.abort();
    this.#following = undefined;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const categories = ['decision', 'sitting', 'community', 'admissionRequest'];
    try {
      for await (const step of this.log.follow({ after: 'end', categories, signal }))
        if (step.kind === 'event')
          // a hint that is lost costs a minute at most, by which pages ask anyway
          await this.#tell(step.event).catch((error: unknown) => logger.warn(error));
    } catch (error) {
      if (!signal.aborted) logger.error(error);
    }
  }

  async #tell({ stream, position }: Readonly<{ stream: string; position: string }>): Promise<void> {
    const dash = stream.indexOf('-');
    const [about, id] = [stream.slice(0, dash), stream.slice(dash + 1)];
    for (const community of await this.#communitiesOf(about, id))
      for (const listener of this.#listeners.get(community) ?? []) listener({ position, about, id });
  }

  async #communitiesOf(about: string, id: string): Promise<readonly string[]> {
    if (about === 'community') return [id];
    const { state } = await this.engine.load<
      Readonly<{ community?: string; application?: { communities: string[] } }>
    >(about, id);
    return state.community === undefined ? (state.application?.communities ?? []) : [state.community];
  }
}

/** `GET /api/communities/:id/changes`: server-sent events for everybody, each only an id and a position. */
export function serveChanges(app: FastifyInstance, log: Log, engine: Engine): void {
  const changes = new Changes(log, engine);
  const ends = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of ends) end();
    changes.stop();
    done();
  });
  app.get('/api/communities/:id/changes', (request, reply) => {
    const { id } = request.params as Readonly<{ id: string }>;
    if (!uuid.test(id)) return reply.status(400).send();
    const { raw } = reply;
    const write = (text: string): void =>
      void (raw.writableLength < 65_536 ? raw.write(text) : raw.destroy());
    const leave = changes.listen(id, (change) => write(`data: ${JSON.stringify(change)}\n\n`));
    if (leave === undefined) return reply.status(503).header('Retry-After', '60').send();
    reply.hijack();
    raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
    write('retry: 3000\n: hello\n\n');
    const beat = setInterval(() => write(': beat\n\n'), beatMs);
    const end = (): void => {
      clearInterval(beat);
      leave();
      ends.delete(end);
      raw.end();
    };
    ends.add(end);
    raw.once('close', end);
    return reply;
  });
}
