import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '@nestjs/common';
import { html } from '#print';
import { communityPage, type CommunityShown } from './community-page.js';
import { decisionPage, type DecisionShown } from './decision-page.js';
import { homePage, searchPage, type Community } from './home-page.js';
import { pageOf, type Page, type View } from './layout.js';
import { viewOf } from './view.js';
import { objectionForm, slipPage, type Slip } from './objecting.js';
import type { BoardLine } from './board-card.js';
import { style } from './style.js';
import { words } from './words.js';

const logger = new Logger('pages');

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A step of a rule set, a cursor of a list. */
const token = /^[A-Za-z0-9-]{1,64}$/;

// no script at all, nothing from elsewhere, in nobody's frame
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Query = Readonly<Record<string, string | undefined>>;
type Answer = Readonly<{ status: number; json: unknown }>;

/** What a page cannot show; the API's own answer where it has one. */
class NotShown extends Error {
  constructor(
    readonly status: number,
    readonly text?: Readonly<{ zh: string; en: string }>,
  ) {
    super(`not shown: ${status}`);
  }
}

/** Sends a page; one that is the same for all who choose alike is known again by its ETag. */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  status = 200,
  kept = true,
): FastifyReply {
  const body = pageOf(page, viewOf(request));
  const tag = `"${createHash('sha256').update(body, 'utf8').digest('base64url').slice(0, 22)}"`;
  void reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', policy)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Referrer-Policy', 'same-origin')
    .header('Vary', 'Cookie, Accept-Language')
    .header('Cache-Control', kept && status === 200 ? 'no-cache' : 'no-store');
  if (!kept || status !== 200) return reply.send(body);
  void reply.header('ETag', tag);
  return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(body);
}

/** A page of what went wrong, in words and with the way back. */
function sorryPage({ say }: View, text: string, path: string): Page {
  return {
    title: say(words.sorry),
    path,
    body: html`<h1>${say(words.sorry)}</h1>
      <p role="alert">${text}</p>
      <p><a href="/">${say(words.home)}</a></p>`,
  };
}

/**
 * The public pages, for everybody and without script: drawn from the API's own public answers, so that a page shows nothing
 * that the API would not. A page never has more rights than an unknown caller.
 */
export async function servePages(instance: FastifyInstance): Promise<void> {
  await instance.register(async (app) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const asked = async (
      request: FastifyRequest,
      url: string,
      post?: object,
      key?: string,
    ): Promise<Answer> => {
      const forwarded = request.headers['x-forwarded-for'];
      const answer = await app.inject({
        ...{
          method: post === undefined ? 'GET' : 'POST',
          url: `/api/${url}`,
          remoteAddress: request.socket.remoteAddress ?? '',
        },
        headers: {
          ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(post === undefined ? {} : { payload: post }),
      });
      return { status: answer.statusCode, json: answer.json() };
    };
    const shown = async <T>(request: FastifyRequest, url: string): Promise<T> => {
      const { status, json } = await asked(request, url);
      if (status === 200) return json as T;
      throw new NotShown(status, (json as Readonly<{ text?: NotShown['text'] }>).text);
    };
    const idOf = ({ params }: FastifyRequest): string => {
      const { id = '' } = params as Query;
      if (!uuid.test(id)) throw new NotShown(404);
      return id;
    };
    const after = ({ query }: FastifyRequest): string => {
      const { after: cursor } = query as Query;
      return cursor !== undefined && token.test(cursor) ? `&after=${cursor}` : '';
    };
    app.setErrorHandler((error, request, reply) => {
      const view = viewOf(request);
      const path = request.url.startsWith('/') && !request.url.startsWith('//') ? request.url : '/';
      if (!(error instanceof NotShown)) {
        const { statusCode = 500 } = error as { statusCode?: number };
        if (statusCode >= 500) logger.error(error);
        return sendPage(request, reply, sorryPage(view, view.say(words.failed), path), statusCode);
      }
      const { status, text = status === 404 ? words.notThereHint : words.failed } = error;
      return sendPage(request, reply, sorryPage(view, view.say(text), path), status);
    });

    app.get('/assets/pages.css', (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('Cache-Control', 'public, max-age=3600').send(style),
    );

    app.get('/view', (request, reply) => {
      const { lang, type, back = '/' } = request.query as Query;
      const keep = (name: string, value: string): string =>
        `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
      const chosen = [
        ...(lang === 'zh' || lang === 'en' ? [keep('lang', lang)] : []),
        ...(type === 'large' || type === 'standard' ? [keep('type', type)] : []),
      ];
      // only an address of this very site
      const to = /^\/(?![/\\])[\w./?=&%-]*$/.test(back) ? back : '/';
      return reply.header('Set-Cookie', chosen).header('Cache-Control', 'no-store').redirect(to, 303);
    });

    app.get('/', async (request, reply) => {
      const list = await shown<{ communities: readonly Community[]; next: string | null }>(
        request,
        `communities?limit=50${after(request)}`,
      );
      return sendPage(request, reply, homePage(list, viewOf(request)));
    });

    app.get('/search', async (request, reply) => {
      const { search = '' } = request.query as Query;
      const view = viewOf(request);
      if (search.trim() === '' || search.length > 100) return reply.redirect('/', 303);
      const query = new URLSearchParams({ q: search, limit: '50' }).toString();
      const { lines } = await shown<{ lines: readonly BoardLine[] }>(request, `search?${query}`);
      return sendPage(request, reply, searchPage(search, lines, view));
    });

    app.get('/c/:id', async (request, reply) => {
      const id = idOf(request);
      const [place, board, postings, admissions] = await Promise.all([
        shown<CommunityShown['place']>(request, `communities/${id}`),
        shown<CommunityShown['board']>(request, `communities/${id}/board?limit=50${after(request)}`),
        shown<CommunityShown['postings']>(request, `communities/${id}/postings?limit=50`),
        shown<CommunityShown['admissions']>(request, `communities/${id}/admissions?limit=50`),
      ]);
      return sendPage(request, reply, communityPage({ place, board, postings, admissions }, viewOf(request)));
    });

    const decisionOf = (request: FastifyRequest) =>
      shown<DecisionShown>(request, `decisions/${idOf(request)}`);

    app.get('/d/:id', async (request, reply) => {
      const decision = await decisionOf(request);
      const { name } = await shown<Community>(request, `communities/${decision.community}`);
      return sendPage(request, reply, decisionPage(decision, name, viewOf(request)));
    });

    app.get('/d/:id/object', async (request, reply) => {
      const { decision, title } = await decisionOf(request);
      const { step = '' } = request.query as Query;
      if (!token.test(step)) throw new NotShown(404);
      const form = objectionForm({ decision, title, step, key: randomUUID() }, viewOf(request));
      return sendPage(request, reply, form, 200, false);
    });

    app.post('/d/:id/object', async (request, reply) => {
      // a page of another site may not file in its reader's name; a browser of old says nothing of it
      const { 'sec-fetch-site': from = 'same-origin' } = request.headers;
      if (from !== 'same-origin') throw new NotShown(403, words.otherSite);
      const { decision, title } = await decisionOf(request);
      const { step = '', key = '', text = '', contact = '' } = request.body as Query;
      if (!token.test(step) || !uuid.test(key)) throw new NotShown(400);
      const view = viewOf(request);
      const body = { step, text: text.trim(), contact: contact.trim() === '' ? null : contact.trim() };
      const { status, json } = await asked(
        request,
        `decisions/${decision}/objections/by-visitors`,
        body,
        key,
      );
      if (status === 201) return sendPage(request, reply, slipPage(decision, json as Slip, view), 201, false);
      const wrong = view.say((json as Readonly<{ text?: NotShown['text'] }>).text ?? words.failed);
      return sendPage(
        request,
        reply,
        objectionForm({ decision, title, step, key, wrong, text, contact }, view),
        status,
        false,
      );
    });
  });
}
