import type { Duplex } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';

type Open = (client: unknown) => Duplex;
type StreamCreator = (service: unknown, name: string, open: Open, cache?: unknown) => () => Promise<Duplex>;

/** The client finds no caller for an answer that comes after it gave the caller up, and throws into its stream. */
function forgiveLateAnswers(stream: Duplex): void {
  for (const listener of stream.listeners('data')) {
    stream.off('data', listener as () => void);
    stream.on('data', (answer: unknown) => {
      try {
        listener.call(stream, answer);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    });
  }
}

/** The client queues writes behind a full stream and, when it breaks, rejects a promise that nobody holds. */
function neverFull(stream: Duplex): void {
  const write = stream.write.bind(stream) as (chunk: unknown) => boolean;
  stream.write = ((chunk: unknown) => {
    write(chunk);
    return true;
  }) as Duplex['write'];
}

/**
 * A client whose append stream may break under load without ending the process: the caller gets the error
 * (or the time-out of append.ts), and no exception is left to the process.
 */
export function guardedClient(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  const original = Reflect.get(client, 'GRPCStreamCreator') as StreamCreator;
  const guarded: StreamCreator = (service, name, open, cache) => {
    if (name !== 'appendToStream') return original(service, name, open, cache);
    const openGuarded: Open = (grpc) => {
      const stream = open(grpc);
      forgiveLateAnswers(stream);
      neverFull(stream);
      return stream;
    };
    return original(service, name, openGuarded, cache);
  };
  Reflect.set(client, 'GRPCStreamCreator', guarded);
  return client;
}

type Channel = Readonly<{ close(): void }>;

/** Ends the calls of a client and its socket too, which `dispose` alone leaves open. */
export async function closeClient(client: EventStoreDBClient): Promise<void> {
  await client.dispose();
  const channel = Reflect.get(client, 'getChannel') as () => Promise<Channel>;
  // without a reachable cluster there is no channel to close
  void channel().then(
    (open) => open.close(),
    () => undefined,
  );
}
