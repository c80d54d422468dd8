import { noticeBatchView, noticeView } from './notice.view.js';
import { reminderView } from './reminder.view.js';

/** The views of this context. */
export const noticeViews = [noticeView, noticeBatchView, reminderView] as const;
