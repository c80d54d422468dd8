import { admissionViews } from '#admission';
import { communityViews } from '#community';
import { decisionViews } from '#decision';
import { noticeViews } from '#notices';
import type { ViewDefinition } from '#read-models';

/** Every read model of the application. */
export const views: readonly ViewDefinition[] = [
  ...communityViews,
  ...admissionViews,
  ...decisionViews,
  ...noticeViews,
] as never;

/** Every category of streams: an event of any of them moves every checkpoint. */
export const categories = [
  ...([
    'person',
    'account',
    'item',
    'organization',
    'community',
    'taskCatalog',
    'admissionRequest',
    'taskRefusal',
    'sealRegister',
  ] as const),
  ...(['sitting', 'decision', 'notice', 'noticeBatch', 'reactor'] as const),
] as const;
