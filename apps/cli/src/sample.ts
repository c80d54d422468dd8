import { sampleDistrict, type SampleItem } from '#community';
import { uuidV5 } from '#eventing';
import type { Session } from './session.js';

/** Ids of the sample are made of names, so that every import gives the same. */
export const idOf = (name: string): string => uuidV5(`sample/${name}`);

const atOnce = 48;

/** Imports the sample district wave by wave; a second import adds nothing. */
export async function importSample(
  session: Session,
  heard: (done: number, total: number) => void,
): Promise<void> {
  const items = sampleDistrict({ idOf });
  let done = 0;
  const enter = async ({ category, id, by, command, name }: SampleItem): Promise<void> => {
    const commandId = uuidV5(`sample-import/${name}`);
    await session.engine.execute({ category, id, command, by: { person: by }, commandId });
    done += 1;
    heard(done, items.length);
  };
  for (const wave of [...new Set(items.map((item) => item.wave))]) {
    const queue = items.filter((item) => item.wave === wave);
    const take = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await enter(next);
    };
    await Promise.all(Array.from({ length: atOnce }, take));
  }
}
