import { places } from '../stack/realm.js';
import type { Ask } from './requests.js';
import { holderOf } from './registers.js';

/** The commands to sealed texts. */
export const ofItems: Readonly<Record<string, Ask>> = {
  EraseItem: ({ decision: id }) => ({
    path: `items/${id}/erasure`,
    body: { of: `person-${holderOf(id)}`, reason: '第三人申请', office: places.street },
  }),
};
