import type { Fact } from '#kernel';
import type { CommunityState, OrganizationState } from '../events.js';

/** Offices that stand above: whose registrar may seat people below (procedures: seats are recorded, not elected here). */
export type OfficeFacts = Readonly<{
  /** Community: its parent. Organization: its parent. Person: the office named in the command. */
  street?: Fact<OrganizationState>;
  /** The parent of that one. */
  district?: Fact<OrganizationState>;
}> & {
  /** The communities that a person would follow. */
  readonly [followed: `followed:${string}`]: Fact<CommunityState> | undefined;
};
