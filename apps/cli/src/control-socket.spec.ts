import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askControl, serveControl } from './control-socket.js';

describe('a control socket', () => {
  const root = mkdtempSync(join(tmpdir(), 'siyi-control-'));
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(root, { recursive: true });
  });

  it.each([
    ['short', 'near'],
    ['longer than the kernel takes', 'far'.repeat(40)],
  ])('is served by whoever came last of many at once; its path is %s', async (_, name) => {
    const folder = join(root, name);
    mkdirSync(folder);
    const path = join(folder, 'c.sock');
    const serve = (n: number) => serveControl(path, async (asked) => ({ n, asked }));
    servers.push(...(await Promise.all(Array.from({ length: 20 }, (__, n) => serve(n)))));
    expect(await askControl(path, { hello: 1 })).toMatchObject({ asked: { hello: 1 } });
    servers.push(await serve(20));
    expect(await askControl(path, {})).toEqual({ n: 20, asked: {} });
    expect(readdirSync(folder)).toEqual(['c.sock']);
  });
});
