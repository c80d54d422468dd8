import type { ChannelPlan } from '#notices';
import { channelPlan } from './channels.js';
import { eventStoreUrl } from './event-store.js';
import { SettingsRefused } from './faults.js';
import { Given } from './given.js';
import { isLoopback } from './hosts.js';

export { SettingsRefused, type Fault } from './faults.js';

/** Where the tokens of a production issuer come from. */
export type Issuer = Readonly<{ jwksUrl: string; issuer: string; audience: string }>;

/** Who proves people that sign in by a browser; undefined: local accounts. */
export type Oidc = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  documentClaim: string | undefined;
}>;

/** The settings of this process; what is not given the data folder knows. */
export type Settings = Readonly<{
  data: string;
  host: string;
  port: number | undefined;
  eventStoreUrl: string | undefined;
  databaseUrl: string | undefined;
  keysUrl: string | undefined;
  redisUrl: string | undefined;
  issuer: Issuer | undefined;
  oidc: Oidc | undefined;
  /** How people are told, besides the inbox; undefined: by files. */
  channels: ChannelPlan | undefined;
  /** The log's signing key, where it does not lie in the data folder. */
  logKeyFile: string | undefined;
  /** Seconds from one checkpoint of the log to the next. */
  checkpointSeconds: number;
  /** Where the public reaches the API; stands on printed sheets. */
  publicUrl: string | undefined;
  /** Proxies whose `X-Forwarded-For` is taken: addresses or ranges. */
  trustedProxies: readonly string[] | undefined;
  /** Where `/metrics` is served; nowhere without a port. */
  metrics: Readonly<{ host: string; port: number }> | undefined;
  trace: boolean;
}>;

const postgres = ['postgres', 'postgresql'];
const databaseOf = ({ hostname, port, pathname }: URL): string => `${hostname}:${port || '5432'}${pathname}`;

function issuerOf(given: Given): Issuer | undefined {
  const names = ['JWKS_URL', 'TOKEN_ISSUER', 'TOKEN_AUDIENCE'] as const;
  const [jwksUrl, issuer, audience] = names.map((name) => given.text(name));
  const url = given.url('JWKS_URL', ['https', 'http']);
  if (url?.protocol === 'http:' && !isLoopback(url.hostname))
    given.wrong('JWKS_URL', '须用 https(本机除外)', 'must be https, except on this machine');
  if (jwksUrl === undefined && issuer === undefined && audience === undefined) return undefined;
  for (const name of names)
    if (given.text(name) === undefined && !given.isFaulty(name))
      given.wrong(name, `三项须一并给出:${names.join('、')}`, `the three go together: ${names.join(', ')}`);
  return { jwksUrl: jwksUrl ?? '', issuer: issuer ?? '', audience: audience ?? '' };
}

function oidcOf(given: Given): Oidc | undefined {
  const url = given.url('OIDC_ISSUER', ['https', 'http']);
  if (url?.protocol === 'http:' && !isLoopback(url.hostname))
    given.wrong('OIDC_ISSUER', '须用 https(本机除外)', 'must be https, except on this machine');
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const [issuer, clientId, clientSecret] = names.map((name) => given.text(name));
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  for (const name of [...names, 'PUBLIC_URL'] as const)
    if (given.text(name) === undefined && !given.isFaulty(name))
      given.wrong(
        name,
        `须一并给出:${names.join('、')}、PUBLIC_URL`,
        `these go together: ${names.join(', ')}, PUBLIC_URL`,
      );
  return {
    ...{ issuer: issuer ?? '', clientId: clientId ?? '', clientSecret: clientSecret ?? '' },
    documentClaim: given.text('OIDC_DOCUMENT_CLAIM'),
  };
}

/** A database of its own, so that whoever restores or reads the one does not touch the other. */
function keysOf(given: Given): string | undefined {
  const text = given.text('KEYS_URL');
  if (text === undefined || !/^[a-z][a-z+]*:\/\//i.test(text)) return text;
  const keys = given.url('KEYS_URL', postgres);
  const reading = URL.canParse(given.text('DATABASE_URL') ?? '') && new URL(given.text('DATABASE_URL') ?? '');
  if (keys && reading && databaseOf(keys) === databaseOf(reading))
    given.wrong('KEYS_URL', '不得与 DATABASE_URL 同库', 'must be another database than DATABASE_URL');
  return text;
}

function metricsAt(given: Given): Settings['metrics'] {
  const port = given.port('METRICS_PORT');
  return port === undefined ? undefined : { host: given.text('METRICS_HOST') ?? '127.0.0.1', port };
}

function modeOf(given: Given): 'embedded' | 'production' {
  const mode = given.text('SIYI_MODE') ?? 'embedded';
  if (mode === 'embedded' || mode === 'production') return mode;
  given.wrong('SIYI_MODE', '应为 embedded 或 production', 'must be embedded or production');
  return 'embedded';
}

/** Reads and checks the settings; throws SettingsRefused with every fault. `serves`: the process is an API. */
export function readSettings(
  env: NodeJS.ProcessEnv,
  { serves = false }: Readonly<{ serves?: boolean }> = {},
): Settings {
  const given = new Given(env);
  if (modeOf(given) === 'production') {
    for (const name of ['EVENTSTORE_URL', 'DATABASE_URL', 'KEYS_URL', 'REDIS_URL', 'SIYI_DATA'] as const)
      given.need(name);
    if (serves) for (const name of ['PORT', 'JWKS_URL'] as const) given.need(name);
  }
  const found: Settings = {
    data: given.text('SIYI_DATA') ?? '.siyi',
    host: given.text('HOST') ?? '127.0.0.1',
    port: given.port('PORT'),
    eventStoreUrl: eventStoreUrl(given),
    databaseUrl: given.url('DATABASE_URL', postgres) && given.text('DATABASE_URL'),
    keysUrl: keysOf(given),
    redisUrl: given.url('REDIS_URL', ['redis', 'rediss']) && given.text('REDIS_URL'),
    issuer: issuerOf(given),
    oidc: oidcOf(given),
    channels: channelPlan(given, env),
    logKeyFile: given.text('LOG_KEY_FILE'),
    checkpointSeconds: given.seconds('CHECKPOINT_SECONDS') ?? 600,
    publicUrl: given.url('PUBLIC_URL', ['https', 'http']) && given.text('PUBLIC_URL'),
    trustedProxies: given.ranges('TRUSTED_PROXIES'),
    metrics: metricsAt(given),
    trace: given.text('SIYI_TRACE') !== undefined,
  };
  if (given.faults.length > 0) throw new SettingsRefused(given.faults);
  return found;
}

/** The settings of this process: the one place where its environment is read. */
export const ownSettings = (asked?: Readonly<{ serves?: boolean }>): Settings =>
  readSettings(process.env, asked);

/** The environment for a child process: this one's, with the addresses of its own stores. */
export const childEnvironment = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...own,
});

/** What the stack that marked the data folder as simulated handed to this process; nothing that an operator sets. */
export const handedMark = (): string | undefined => process.env['SIYI_SIMULATED'];
