import { once } from 'node:events';
import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { JobCounts } from '#notices';
import type { HealthNow } from './health.js';

/** What a process says of itself: one answered request, and where the numbers of a scrape come from. */
export type Metrics = Readonly<{
  /** The numbers now, in the text form of Prometheus. */
  read(): Promise<string>;
  /** `seconds` from the arrival of a request to the end of its answer; `route` as it is declared, never with ids. */
  answered(method: string, route: string, status: number, seconds: number): void;
}>;

type Sources = Readonly<{
  role: string;
  health: () => Promise<HealthNow>;
  jobs: () => Promise<JobCounts>;
  say: (line: string) => void;
}>;

/** Gauges and histograms of a process, with those of Node; what a store says is asked once a scrape. */
export function metricsOf({ role, health, jobs, say }: Sources): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const requests = new Histogram({
    name: 'siyi_http_request_duration_seconds',
    help: 'Answered requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const ready = gauge('siyi_ready', '1 when log, keys and read models answer and every view exists.');
  const up = gauge('siyi_up', '1 when the part answers: store, reading, keys, queue.', ['part']);
  const end = gauge('siyi_log_position', 'The end of the log.');
  const view = {
    position: gauge('siyi_view_position', 'Log position up to which a view is written.', ['view']),
    events: gauge('siyi_view_behind_events', 'Events that a view has not taken (at most 1,000).', ['view']),
    seconds: gauge('siyi_view_behind_seconds', 'Age of the oldest event that a view has not taken.', [
      'view',
    ]),
    parked: gauge('siyi_view_parked', '1 when a view stopped at an event that it could not take.', ['view']),
  };
  const skipped = gauge('siyi_reactor_skipped', 'Commands of a reactor that were refused.', ['reactor']);
  const held = gauge('siyi_queue_jobs', 'Jobs of the notice queue by state.', ['state']);

  async function ask(): Promise<void> {
    const unanswered = (error: Error): undefined => {
      say(`metrics: queue: ${error.message}`);
      return undefined;
    };
    const [{ ready: all, parts }, counts] = await Promise.all([health(), jobs().catch(unanswered)]);
    for (const one of [...Object.values(view), skipped, held]) one.reset();
    end.remove();
    ready.set(all ? 1 : 0);
    for (const part of ['store', 'reading', 'keys'] as const) up.set({ part }, parts[part].ok ? 1 : 0);
    up.set({ part: 'queue' }, counts === undefined ? 0 : 1);
    if (parts.store.ok) end.set(Number(parts.store.position));
    if (parts.reading.ok) {
      for (const one of parts.reading.views) {
        view.position.set({ view: one.view }, Number(one.position));
        view.events.set({ view: one.view }, one.behind.events);
        view.seconds.set({ view: one.view }, one.behind.ms / 1000);
        view.parked.set({ view: one.view }, one.parked ? 1 : 0);
      }
      for (const { name, skipped: refused } of parts.reading.reactors)
        skipped.set({ reactor: name }, refused);
    }
    for (const [state, count] of Object.entries(counts ?? {})) held.set({ state }, count);
  }
  return {
    async read() {
      await ask();
      return registry.metrics();
    },
    answered: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
  };
}

/** Serves `/metrics` and `/health/live` on a port of their own; the answer ends it. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, say }: Readonly<{ host: string; port: number; say: (line: string) => void }>,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const told = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body);
    };
    if (request.method !== 'GET') return told(405, 'text/plain', 'GET only\n');
    if (request.url === '/health/live') return told(200, 'application/json', '{"live":true}\n');
    if (request.url !== '/metrics') return told(404, 'text/plain', '/metrics, /health/live\n');
    return void metrics.read().then(
      (text) => told(200, Registry.PROMETHEUS_CONTENT_TYPE, text),
      (error: Error) => {
        say(`metrics: ${error.message}`);
        told(500, 'text/plain', 'the metrics could not be gathered; the log of this process says why\n');
      },
    );
  });
  server.requestTimeout = 10_000;
  server.listen(port, host);
  await once(server, 'listening');
  return async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
}
