import { mkdirSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const served = /^\/(checkpoint|tile\/\d{1,2}\/(x\d{3}\/){0,4}\d{3}(\.p\/\d{1,3})?)$/;

/** Serves a log's checkpoint and its tiles under /audit, to everybody (C2SP tlog-tiles); of their folder nothing else. */
export async function servePublished(app: NestFastifyApplication, root: string): Promise<void> {
  mkdirSync(root, { recursive: true, mode: 0o755 });
  await app
    .getHttpAdapter()
    .getInstance()
    .register(fastifyStatic, {
      root,
      prefix: '/audit/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      allowedPath: (path) => served.test(path),
      setHeaders: (reply, path) => {
        const fixed = !path.endsWith('checkpoint');
        reply.header('Cache-Control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.type(fixed ? 'application/octet-stream' : 'text/plain; charset=utf-8');
      },
    });
}
