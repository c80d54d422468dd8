import { digestItemView } from './digest.js';
import { noticeBatchView, noticeView } from './notice.view.js';
import { reminderView } from './reminder.view.js';
import { preferenceView } from './subscribers.js';

/** The views of this context. */
export const noticeViews = [
  noticeView,
  noticeBatchView,
  reminderView,
  digestItemView,
  preferenceView,
] as const;
