import type { Given } from './commands.js';
import { databaseUrl } from './database-url.js';
import { notedPort, type Folder } from './folder.js';
import { mustBeFree } from './ports.js';
import { startApp, type Role } from './running-app.js';
import { openKeys, storeUrl } from './session.js';
import { ownSettings } from './settings/index.js';
import { clockOf, refuseStranger } from './simulated-clock.js';
import { stopAsked, stopped } from './stopping.js';
import { embeddedTokens, issuedTokens } from './tokens.js';

/** Some roles of the application in one process. */
export async function app(given: Given, folder: Folder, roles: readonly Role[]): Promise<number> {
  const settings = ownSettings({ serves: roles.includes('api') });
  refuseStranger(folder);
  const asked = stopAsked();
  const { redisUrl, issuer } = settings;
  const host = given.host ?? settings.host;
  const port = Number(given.port ?? settings.port ?? notedPort(folder, 'api') ?? 0);
  const running = await startApp({
    folder,
    roles,
    storeUrl: storeUrl(folder, settings),
    databaseUrl: databaseUrl(folder, settings),
    redisUrl,
    channels: settings.channels,
    openKeys: (log) => openKeys(folder, log, settings),
    clock: clockOf(folder),
    checkpoints: { every: settings.checkpointSeconds, keyFile: settings.logKeyFile },
    publicUrl: settings.publicUrl,
    trustedProxies: settings.trustedProxies,
    provider:
      settings.oidc && settings.publicUrl !== undefined
        ? { ...settings.oidc, publicUrl: settings.publicUrl }
        : undefined,
    tokens: issuer === undefined ? await embeddedTokens(folder) : issuedTokens(issuer),
    host,
    port: roles.includes('api') ? await mustBeFree(port, host) : port,
    metrics: settings.metrics && {
      ...settings.metrics,
      port: await mustBeFree(settings.metrics.port, settings.metrics.host),
    },
    say: (line) => console.error(line),
  });
  for (const role of roles) console.error(`${role}: ${role === 'api' ? running.url : 'running'}`);
  await stopped(asked);
  await running.stop();
  return 0;
}
