import type { Group } from './catch-up.js';
import { greatest, isAfter, readCheckpoints, type Checkpoint } from './checkpoint.js';
import type { Running } from './running.js';
import type { ViewDefinition } from './view.js';

type Placed = Readonly<{ view: ViewDefinition; checkpoint: Checkpoint }>;

/** Where the views stand: those in front go together; the others catch up apart, each parked one for itself. */
export type Standing = Readonly<{ live: Group; late: readonly Group[] }>;

const nearestFirst = (a: string, b: string): number => (isAfter(a, b) ? -1 : 1);

function late(placed: readonly Placed[]): readonly Group[] {
  const positions = [...new Set(placed.map(({ checkpoint }) => checkpoint.position))].toSorted(nearestFirst);
  return positions.flatMap((position) => {
    const there = placed.filter(({ checkpoint }) => checkpoint.position === position);
    const parked = there.filter(({ checkpoint }) => checkpoint.parked !== null);
    const others = there.filter(({ checkpoint }) => checkpoint.parked === null);
    const groups = [...parked.map((each) => [each]), ...(others.length > 0 ? [others] : [])];
    return groups.map((group) => ({ position, views: group.map(({ view }) => view) }));
  });
}

/** Reads the checkpoints and sorts the views by them. */
export async function standing({ db: models, views }: Running): Promise<Standing> {
  const checkpoints = await readCheckpoints(models.db);
  const placed = views.map((view) => {
    const checkpoint = checkpoints.find((each) => each.view === view.name);
    if (!checkpoint) throw new Error(`${view.name} has no table yet; migrate first`);
    return { view, checkpoint };
  });
  const position = greatest(placed.map(({ checkpoint }) => checkpoint.position));
  const inFront = ({ checkpoint }: Placed): boolean =>
    checkpoint.position === position && checkpoint.parked === null;
  const live = placed.filter(inFront).map(({ view }) => view);
  return { live: { position, views: live }, late: late(placed.filter((each) => !inFront(each))) };
}
