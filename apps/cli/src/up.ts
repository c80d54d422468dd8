import type { Given } from './commands.js';
import { refuseSimulated, type Folder } from './folder.js';
import { ownSettings } from './settings/index.js';
import { stopAsked, stopped } from './stopping.js';
import { startStack } from './supervisor.js';

/** Runs the stack on a lasting folder until it is stopped. */
export async function up(given: Given, folder: Folder): Promise<number> {
  refuseSimulated(folder);
  const settings = ownSettings();
  const asked = stopAsked();
  const stack = await startStack({
    folder,
    signal: asked,
    say: (line) => console.error(line),
    port: given.port === undefined ? settings.port : Number(given.port),
    host: given.host ?? settings.host,
    databaseUrl: given['database-url'] ?? settings.databaseUrl,
  });
  console.log(
    `四议 Sìyì: ${stack.url}  接口说明 API: ${stack.url}/api/docs  状态 health: ${stack.url}/health  (Ctrl-C 停止 stops)`,
  );
  await stopped(asked);
  console.error('正在停止 stopping …');
  await stack.stop();
  return 0;
}
