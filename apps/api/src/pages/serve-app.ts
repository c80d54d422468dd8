import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { viewOf } from './view.js';

/** Where `npm run build` puts the web app, beside the compiled API. */
const folder = fileURLToPath(new URL('../../../../web/', import.meta.url));

// script from here only; the component library brings its styles in by script, each with the nonce of the answer
const policy = (nonce: string): string =>
  [
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'`,
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ].join('; ');

const languages = { zh: 'zh-CN', en: 'en' } as const;

/** Serves the web app of those who sign in: its files by hash for ever, and for every address below /app the one document. */
export async function serveApp(app: FastifyInstance): Promise<void> {
  const built = existsSync(`${folder}index.html`);
  if (built)
    await app.register(fastifyStatic, {
      root: `${folder}assets/`,
      prefix: '/app/assets/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply) => {
        void reply.header('Cache-Control', 'public, max-age=31536000, immutable');
      },
    });
  const document = built
    ? readFileSync(`${folder}index.html`, 'utf8')
    : '<!doctype html><title>四议 Sìyì</title><p>网页尚未构建:npm run build。The web app is not built: npm run build.</p>';
  for (const url of ['/app', '/app/*'])
    app.get(url, (request, reply) => {
      const { language, elder } = viewOf(request);
      const nonce = randomBytes(16).toString('base64');
      const said: Readonly<Record<string, string>> = {
        lang: languages[language],
        type: elder ? 'elder' : 'standard',
        nonce,
      };
      return reply
        .status(built ? 200 : 503)
        .type('text/html; charset=utf-8')
        .header('Content-Security-Policy', policy(nonce))
        .header('Cache-Control', 'no-store')
        .header('Vary', 'Cookie, Accept-Language')
        .send(document.replace(/%(lang|type|nonce)%/g, (_, name: string) => said[name] ?? ''));
    });
}
