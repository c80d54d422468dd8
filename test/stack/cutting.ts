import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A way to an API on which the answer is lost: the request gets there, and the line breaks when the answer comes. */
export async function cuttingWay(
  api: string,
): Promise<Readonly<{ url: `http:${string}`; close: () => void }>> {
  const { port } = new URL(api);
  const server = createServer((caller) => {
    const callee = connect(Number(port), '127.0.0.1');
    caller.pipe(callee);
    callee.once('data', () => {
      caller.resetAndDestroy();
      callee.destroy();
    });
    caller.on('error', () => callee.destroy());
    callee.on('error', () => caller.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
