import type { CommunityCommand, OrganizationCommand, PersonCommand } from '../events.js';

/**
 * A command of the sample import with whom it is entered by. Items of one `wave` do not wait for each other and may be
 * executed at once; a wave begins when the one before has ended. `name` is the same on every import: derive the command's id from it.
 */
export type SampleItem = Readonly<{ wave: number; name: string; id: string; by: string }> &
  (
    | Readonly<{ category: 'person'; command: PersonCommand }>
    | Readonly<{ category: 'organization'; command: OrganizationCommand }>
    | Readonly<{ category: 'community'; command: CommunityCommand }>
  );

type Step = SampleItem extends infer One ? (One extends SampleItem ? Omit<One, 'name'> : never) : never;

/** Names an item by what it does to which stream. */
export const item = (step: Step, detail = ''): SampleItem =>
  ({ ...step, name: `${step.category}/${step.id}/${step.command.type}${detail}` }) as SampleItem;
