import type { Failure } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import type { Skipped } from './health.js';
import { run } from './query.js';

/** Where reactors keep how far they came. */
export type ReactorCheckpoints = Readonly<{
  read(name: string): Promise<string | undefined>;
  /** Never backwards: two projectors may do the same work, its commands count once. */
  move(names: readonly string[], position: string): Promise<void>;
  skip(name: string, skipped: Skipped): Promise<void>;
  park(name: string, failure: Failure | null): Promise<void>;
}>;

/** Reactor checkpoints in the read models; when these are lost the log knows where each reactor began. */
export function reactorCheckpoints({ db }: ReadModels): ReactorCheckpoints {
  return {
    async read(name) {
      const text = 'select position from read.reactor where name = $1';
      return (await run<{ position: string }>(db, text, [name]))[0]?.position;
    },
    async move(names, position) {
      await run(
        db,
        `insert into read.reactor as r (name, position) select unnest($1::text[]), $2
          on conflict (name) do update set position = excluded.position
          where r.position::numeric < excluded.position::numeric`,
        [names, position],
      );
    },
    async skip(name, skipped) {
      const text = 'update read.reactor set skipped = skipped + 1, last_skipped = $2::jsonb where name = $1';
      await run(db, text, [name, JSON.stringify(skipped)]);
    },
    async park(name, failure) {
      const text = 'update read.reactor set parked = $2::jsonb where name = $1';
      await run(db, text, [name, failure && JSON.stringify(failure)]);
    },
  };
}
