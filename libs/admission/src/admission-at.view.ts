import { defineView, type Matching } from '#read-models';
import { idOf, told } from './told.js';

/** A community that a request concerns; `stopped` while the community has suspended the work. */
export type AdmissionAtRow = Readonly<{ key: string; request: string; community: string; stopped: boolean }>;

type Event = ReturnType<typeof told.request>;

const keysOf = (event: Event): readonly string[] => {
  const key = (community: string): string => `${idOf(event)}:${community}`;
  switch (event.type) {
    case 'AdmissionRequestDrafted':
    case 'AdmissionRequestRevised':
      return event.data.application.communities.map(key);
    case 'AdmissionSuspended':
    case 'AdmissionResumed':
      return [key(event.data.community)];
    default:
      return [];
  }
};

/** Which communities a request concerns: their desks and their load are read from here. */
export const admissionAtView = defineView<AdmissionAtRow>({
  name: 'admission_at_v1',
  key: 'key',
  columns: { key: 'text', request: 'text', community: 'text', stopped: 'boolean' },
  indexes: [{ columns: ['request'] }, { columns: ['community', 'request'] }],
  categories: ['admissionRequest'],
  rows: (event) => keysOf(told.request(event)),
  // a revision drops the communities that it no longer names
  matching: (event): readonly Matching[] =>
    event.type === 'AdmissionRequestRevised' ? [{ column: 'request', value: idOf(event) }] : [],
  evolve(row, recorded, key) {
    const event = told.request(recorded);
    if (!keysOf(event).includes(key)) return null;
    const request = idOf(event);
    const stopped = event.type === 'AdmissionSuspended';
    return { ...{ key, request, community: key.slice(request.length + 1) }, ...{ stopped } };
  },
});
