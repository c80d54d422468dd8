import { overEach } from '../servers/backend.js';
import { eventStores, type EventStore } from '../servers/event-stores.js';
import { appendingSuite } from './appending.js';
import { followingSuite } from './following.js';
import { Here } from './here.js';
import { readingSuite } from './reading.js';
import { restartingSuite } from './restarting.js';

/** What the application relies on, and nothing else, on every server of the protocol that can be had. */
overEach(await eventStores(), ({ start, stays }) => {
  let store: EventStore;
  let here: Here;
  beforeAll(async () => {
    store = await start();
  }, 180_000);
  afterAll(() => store.remove(), 60_000);
  beforeEach(() => (here = new Here(store)));
  afterEach(() => here.leave());

  describe('appending', () => {
    appendingSuite(() => here);
  });
  describe('reading', () => {
    readingSuite(() => here);
  });
  describe('following', () => {
    followingSuite(() => here);
  });
  describe('away and back', () => {
    restartingSuite(() => here, stays);
  });
});
