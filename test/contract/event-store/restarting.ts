import { END, streamNameFilter, UnavailableError } from '@eventstore/db-client';
import { all, numberOf, said, type Here } from './here.js';

/** What the application relies on when the server goes and comes back at the same address. */
export function restartingSuite(here: () => Here, stays: string | undefined): void {
  const when = stays === undefined ? test : test.skip;

  when(
    `every call fails while it is away; the same client goes on when it is back${stays ?? ''}`,
    async () => {
      const { store, client } = here();
      const first = [said(1), said(2)];
      const told = await client.appendToStream(here().stream(1), first, { expectedRevision: 'no_stream' });
      await store.stop();
      await expect(here().append(1, [3])).rejects.toThrow();
      await expect(here().numbers(1)).rejects.toThrow(UnavailableError);
      await store.again();
      expect(await here().numbers(1)).toEqual([1, 2]);
      await here().append(1, [3], 1n);
      const again = await client.appendToStream(here().stream(1), first, { expectedRevision: 'no_stream' });
      expect(again).toEqual(told);
      const [last] = (await all(client.readStream(here().stream(1)))).slice(-1);
      expect(last?.event?.position?.commit).toBeGreaterThan(told.position?.commit ?? 0n);
    },
  );

  when(`a subscription breaks with an error, and from its last event it goes on${stays ?? ''}`, async () => {
    const filter = streamNameFilter({ prefixes: [`${here().category}-`] });
    const live = here().client.subscribeToAll({ fromPosition: END, filter });
    live.on('data', () => undefined);
    await new Promise<void>((resolve) => live.once('caughtUp', () => resolve()));
    const broken = new Promise<Error>((resolve) => live.once('error', resolve));
    const { position } = await here().append(1, [1]);
    await here().store.stop();
    expect(await broken).toBeInstanceOf(Error);
    await here().store.again();
    await here().append(1, [2, 3]);
    const seen: number[] = [];
    for await (const event of here().client.subscribeToAll({ fromPosition: position ?? END, filter })) {
      seen.push(numberOf(event));
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([2, 3]);
  });
}
