import { setTimeout as sleep } from 'node:timers/promises';
import { getContainerRuntimeClient } from 'testcontainers';

const patience = 5_000;

/** Why no container can be started here; undefined where Docker answers. */
export const withoutDocker: Promise<string | undefined> = Promise.race([
  getContainerRuntimeClient().then(
    () => undefined,
    (error: Error) => `Docker does not answer (${error.message})`,
  ),
  sleep(patience, `Docker does not answer within ${patience} ms`, { ref: false }),
]);

/** Containers are thrown away, not restarted. */
export const inContainer = ' (left out: a container is not restarted here)';
/** A server that others may use is not stopped. */
export const atAddress = ' (left out: a server given by its address is not stopped)';
