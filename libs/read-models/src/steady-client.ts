import pg from 'pg';

/**
 * A connection of a pool that may break while somebody holds it. pg tells the break twice: to the query, which
 * rejects, and as an event, which ends the process where nobody listens, as a pool listens to its idle ones only.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
