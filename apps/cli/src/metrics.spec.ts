import { freePort } from '../../../test/stack/house.js';
import type { HealthNow } from './health.js';
import { metricsOf, serveMetrics, type Metrics } from './metrics.js';

const well: HealthNow = {
  ready: true,
  parts: {
    store: { ok: true, position: '77' },
    keys: { ok: true, answers: true },
    reading: {
      ok: true,
      views: [
        { view: 'one_v1', position: '70', behind: { events: 3, ms: 1500 } },
        {
          view: 'two_v1',
          position: '60',
          behind: { events: 0, ms: 0 },
          parked: { message: 'x' } as never,
        },
      ],
      reactors: [{ name: 'tell', position: '70', skipped: 2 }],
    },
  },
};
const away = { ok: false, error: 'away' } as const;
const none: HealthNow = { ready: false, parts: { store: away, keys: away, reading: away } };
const quiet = (): void => undefined;
const counts = { waiting: 4, active: 1, delayed: 0, failed: 2 };

async function numbers(metrics: Metrics): Promise<ReadonlyMap<string, string>> {
  const lines = (await metrics.read()).split('\n').filter((line) => line.startsWith('siyi_'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.split(' ').at(-1) ?? '']));
}

describe('metrics', () => {
  it('tell positions, lag, what is parked and refused, jobs by state, and each answer by its route', async () => {
    const metrics = metricsOf({
      role: 'api',
      health: async () => well,
      jobs: async () => counts,
      say: quiet,
    });
    metrics.answered('GET', '/api/decisions/:id', 200, 0.02);
    const told = await numbers(metrics);
    expect(Object.fromEntries([...told].filter(([name]) => !name.startsWith('siyi_http')))).toEqual({
      'siyi_ready{role="api"}': '1',
      ...Object.fromEntries(
        ['store', 'reading', 'keys', 'queue'].map((part) => [`siyi_up{part="${part}",role="api"}`, '1']),
      ),
      'siyi_log_position{role="api"}': '77',
      'siyi_view_position{view="one_v1",role="api"}': '70',
      'siyi_view_position{view="two_v1",role="api"}': '60',
      'siyi_view_behind_events{view="one_v1",role="api"}': '3',
      'siyi_view_behind_events{view="two_v1",role="api"}': '0',
      'siyi_view_behind_seconds{view="one_v1",role="api"}': '1.5',
      'siyi_view_behind_seconds{view="two_v1",role="api"}': '0',
      'siyi_view_parked{view="one_v1",role="api"}': '0',
      'siyi_view_parked{view="two_v1",role="api"}': '1',
      'siyi_reactor_skipped{reactor="tell",role="api"}': '2',
      'siyi_queue_jobs{state="waiting",role="api"}': '4',
      'siyi_queue_jobs{state="active",role="api"}': '1',
      'siyi_queue_jobs{state="delayed",role="api"}': '0',
      'siyi_queue_jobs{state="failed",role="api"}': '2',
    });
    const route = 'role="api",method="GET",route="/api/decisions/:id",status="200"';
    expect(told.get(`siyi_http_request_duration_seconds_count{${route}}`)).toBe('1');
    expect(told.get(`siyi_http_request_duration_seconds_bucket{le="0.01",${route}}`)).toBe('0');
    expect(told.get(`siyi_http_request_duration_seconds_bucket{le="0.025",${route}}`)).toBe('1');
  });

  it('of a part that is away show that, and no number of before', async () => {
    const heard: string[] = [];
    let [now, jobs] = [well, Promise.resolve(counts)];
    const metrics = metricsOf({
      role: 'worker',
      health: async () => now,
      jobs: () => jobs,
      say: (line) => heard.push(line),
    });
    await metrics.read();
    [now, jobs] = [none, Promise.reject(new Error('Redis is away'))];
    const told = await numbers(metrics);
    expect(heard).toEqual(['metrics: queue: Redis is away']);
    expect(told.get('siyi_ready{role="worker"}')).toBe('0');
    for (const part of ['store', 'reading', 'keys', 'queue'])
      expect(told.get(`siyi_up{part="${part}",role="worker"}`)).toBe('0');
    expect([...told.keys()].filter((name) => /position|behind|jobs/.test(name))).toEqual([]);
  });

  it('are served on a port of their own, by GET; an error is a 500 with its reason in the log', async () => {
    const port = await freePort();
    const said: string[] = [];
    let health = async (): Promise<HealthNow> => well;
    const metrics = metricsOf({
      role: 'projector',
      health: () => health(),
      jobs: async () => counts,
      say: quiet,
    });
    const close = await serveMetrics(metrics, { host: '127.0.0.1', port, say: (line) => said.push(line) });
    try {
      const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
      const answer = await ask('/metrics');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ]);
      expect(await answer.text()).toContain('process_resident_memory_bytes{role="projector"}');
      expect(await (await ask('/health/live')).json()).toEqual({ live: true });
      expect([(await ask('/')).status, (await ask('/metrics', 'POST')).status]).toEqual([404, 405]);
      health = () => Promise.reject(new Error('broken'));
      expect((await ask('/metrics')).status).toBe(500);
      expect(said).toEqual(['metrics: broken']);
    } finally {
      await close();
    }
  });
});
