import { GenericContainer, Wait } from 'testcontainers';
import { StoreProcess } from '../../faults/store/store-process.js';
import type { Backend } from './backend.js';
import { atAddress, inContainer, withoutDocker } from './docker.js';

/** A server of the EventStoreDB protocol that runs. */
export type EventStore = Readonly<{
  url: string;
  /** Stops it and starts it again at the same address, with what it held. */
  stop(): Promise<unknown>;
  again(): Promise<void>;
  remove(): Promise<void>;
}>;

const nothing = async (): Promise<void> => undefined;
const image = 'eventstore/eventstore:23.10.8-jammy';

async function embedded(): Promise<EventStore> {
  const store = await StoreProcess.start();
  return {
    url: store.url,
    stop: () => store.process.stop(),
    again: () => store.process.start(),
    remove: () => store.remove(),
  };
}

async function inDocker(): Promise<Backend<EventStore>> {
  const absent = await withoutDocker;
  if (absent !== undefined) return { name: image, absent };
  async function start(): Promise<EventStore> {
    const container = await new GenericContainer(image)
      .withEnvironment({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_MEM_DB: 'true' })
      .withExposedPorts(2113)
      .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCodeMatching((code) => code < 300))
      .start();
    const url = `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`;
    return { url, stop: nothing, again: nothing, remove: async () => void (await container.stop()) };
  }
  return { name: image, start, stays: inContainer };
}

/** The server at EVENTSTORE_URL, else the embedded node; and EventStoreDB in Docker. */
export const eventStores = async (): Promise<readonly Backend<EventStore>[]> => {
  const url = process.env['EVENTSTORE_URL'];
  const given: Backend<EventStore> =
    url === undefined
      ? { name: 'the embedded node', start: embedded }
      : {
          name: 'the event store at EVENTSTORE_URL',
          start: async () => ({ url, stop: nothing, again: nothing, remove: nothing }),
          stays: atAddress,
        };
  return [given, await inDocker()];
};
