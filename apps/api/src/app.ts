import { tmpdir } from 'node:os';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Engine, ExecuteHandler, type Clock, type KeyStore, type Log } from '#eventing';
import type { ReadModels } from '#read-models';
import { AdmissionController } from './admission.controller.js';
import { AttachmentController } from './attachment.controller.js';
import { Attachments } from './attachments.js';
import { clientErrorHandler, frameworkErrors, tooOften } from './before-routing.js';
import { takeBodies } from './body-parser.js';
import { CatalogController } from './catalog.controller.js';
import {
  CommunityController,
  ItemController,
  OrganizationController,
  PersonController,
} from './community.controller.js';
import { serveChanges } from './changes.js';
import { DecisionController } from './decision.controller.js';
import { Edge, tellAnswers } from './edge.js';
import { HealthController, type Health } from './health.controller.js';
import { IdentityGuard, type TokenRules } from './identity.js';
import { HistoryController } from './history.controller.js';
import { ATTACHMENTS, HEALTH, HISTORIES, KEYS, PRINTING, PROVIDER, READ_MODELS, RECEIPTS } from './ports.js';
import { MeController } from './me.controller.js';
import { serveApp } from './pages/serve-app.js';
import { servePages } from './pages/serve-pages.js';
import { PlaceController } from './place.controller.js';
import { servePublished } from './published.js';
import { PostingController } from './posting.controller.js';
import { ProblemFilter } from './problem.js';
import { Provider, type ProviderSettings } from './provider.js';
import { ReadingController } from './reading.controller.js';
import { Readings } from './readings.js';
import { LedgerController } from './ledger.controller.js';
import { RefusalController } from './refusal.controller.js';
import { SealController } from './seal.controller.js';
import { RoomCodes } from './room-code.js';
import { ReceiptController, type ReceiptSecrets } from './receipt.controller.js';
import { RollImport } from './roll-import.js';
import { RollImportController } from './roll-import.controller.js';
import { NoticeController } from './notice.controller.js';
import { AccountController, SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { SheetController } from './sheet.controller.js';
import { VisitorController } from './visitor.controller.js';
import { SittingController } from './sitting.controller.js';

/** What an API process needs from outside. */
export type ApiOptions = Readonly<{
  engine: Engine;
  log: Log;
  keys: KeyStore;
  clock: Clock;
  readModels: ReadModels;
  tokens: TokenRules;
  /** Folder of the uploads. */
  attachments: string;
  /** Folder of the log's checkpoint and tiles; not served without it. */
  published?: string;
  /** Where the public reaches the API, for printed sheets. */
  publicUrl?: string;
  /** Who proves people; without it local accounts do. */
  provider?: ProviderSettings;
  /** By which secrets providers sign their receipts. */
  receipts?: ReceiptSecrets;
  health: Health;
  /** Addresses of the proxies whose word on the caller's address is taken; nobody's without it. */
  trustedProxies?: readonly string[];
  /** Told of each answer: `seconds` it took, and the route as it is declared. */
  answered?: (method: string, route: string, status: number, seconds: number) => void;
}>;

@Module({})
class ApiModule {
  static with(options: ApiOptions): DynamicModule {
    const sessions = new Sessions(options.engine, options.keys);
    const value = (provide: unknown, useValue: unknown) => ({ provide: provide as string, useValue });
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        PersonController,
        ItemController,
        OrganizationController,
        CommunityController,
        CatalogController,
        AdmissionController,
        LedgerController,
        RefusalController,
        SealController,
        RollImportController,
        SittingController,
        NoticeController,
        DecisionController,
        PostingController,
        VisitorController,
        AttachmentController,
        ReadingController,
        SheetController,
        ReceiptController,
        SessionController,
        AccountController,
        HistoryController,
        PlaceController,
        MeController,
        HealthController,
      ],
      providers: [
        ExecuteHandler,
        value(Engine, options.engine),
        value(KEYS, options.keys),
        value(READ_MODELS, options.readModels),
        value(HEALTH, options.health),
        value(HISTORIES, { engine: options.engine, keys: options.keys, log: options.log }),
        value(RECEIPTS, options.receipts ?? {}),
        value(PRINTING, { published: options.published, publicUrl: options.publicUrl }),
        value(ATTACHMENTS, new Attachments(options.attachments, options.keys)),
        value(Readings, new Readings(options.readModels, options.keys, options.clock)),
        value(RollImport, new RollImport(options.engine, options.keys, options.clock)),
        value(Sessions, sessions),
        value(PROVIDER, options.provider === undefined ? null : new Provider(options.provider, options.keys)),
        value(RoomCodes, new RoomCodes(options.keys, options.clock)),
        { provide: Edge, useFactory: (bus: CommandBus) => new Edge(bus), inject: [CommandBus] },
        { provide: APP_GUARD, useFactory: () => new IdentityGuard(options.tokens, sessions) },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

const outsideApi = ['health', 'health/live', 'health/ready'];

/** What an answer that is no page may load: nothing, in nobody's frame. Pages say their own policy. */
const nothing = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"] };
/** The page that describes the API brings its styles in itself. */
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The OpenAPI document of the routes. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const description =
    '四议两公开:开启、推进、表决、公示与归档。Every command is one POST; every answer states its log position.';
  return SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Sìyì 四议')
      .setDescription(description)
      .setVersion('0.1.0')
      .addBearerAuth()
      .build(),
  );
}

/** A connection whose request was in hand at the close is let go once it is answered, and not kept for the next one. */
function letGoWhenClosing(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preClose', (done) => {
    const idle = setInterval(() => fastify.server.closeIdleConnections(), 100);
    fastify.server.once('close', () => clearInterval(idle));
    done();
  });
}

/** Builds the API; the caller listens and closes. */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 20 * 1024 * 1024,
    requestTimeout: 30_000,
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    frameworkErrors,
    clientErrorHandler,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(options), adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: nothing } });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { after }) => tooOften(after),
  });
  takeBodies(app);
  tellAnswers(app);
  letGoWhenClosing(app);
  const { answered } = options;
  if (answered)
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', (request, reply, done) => {
        answered(
          request.method,
          request.routeOptions.url ?? 'none',
          reply.statusCode,
          reply.elapsedTime / 1000,
        );
        done();
      });
  app.setGlobalPrefix('api', { exclude: outsideApi });
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
    }),
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async ({ url }, reply) => {
      if (url.startsWith('/api/docs')) void reply.header('Content-Security-Policy', docsPolicy);
    });
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), { jsonDocumentUrl: 'api/openapi.json' });
  if (options.published !== undefined) await servePublished(app, options.published);
  await servePages(app.getHttpAdapter().getInstance());
  await serveApp(app.getHttpAdapter().getInstance());
  serveChanges(app.getHttpAdapter().getInstance(), options.log, options.engine);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** The document alone: nothing behind the routes is there, and none is asked. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ attachments: tmpdir() } as unknown as ApiOptions),
    new FastifyAdapter(),
    { logger: false },
  );
  app.setGlobalPrefix('api', { exclude: outsideApi });
  return openApiOf(app);
}
