export type * from './events.js';
export { noticeAggregate, noticeBatchAggregate } from './aggregates.js';
export { noticeDecider } from './domain/notice.js';
export type { NoticeState } from './domain/notice-state.js';
export { pageSize } from './domain/counting.js';
export { noticeBatch } from './domain/notice-batch.js';
export {
  counts,
  nextGroup,
  openOf,
  repeatsOf,
  type Batch,
  type BatchState,
  type Running,
} from './domain/batch-state.js';
export { compose, hashOf, type Composed } from './templates/composed.js';
export { preview } from './templates/preview.js';
export { render } from './templates/render.js';
export { noticeReactors, type NamedReactor, type ReactorOptions } from './reactors.js';
export {
  NotSent,
  patienceHours,
  type Channel,
  type Group,
  type Sent,
  type Told,
} from './channels/channel.js';
export { channelsOf, groupKinds, type ChannelPlan, type Planned } from './channels/plan.js';
export { robots } from './channels/robots.js';
export { preferred, type Contacts } from './channels/contact.js';
export { receiptOf, receiptsIn, type Receipt } from './channels/receipts.js';
export { fileChannel, fileGroupSize } from './channels/file-channel.js';
export { jobIdOf, openNoticeQueue, type JobCounts, type NoticeQueue } from './queue.js';
export type { QueueAddress } from './queue-connection.js';
export { quietUntil, waitsUntil, type QuietHours } from './domain/quiet.js';
export { within } from './within.js';
export { feedNotices, type FeederOptions } from './feeder.js';
export { dueClockNotices } from './clocks.js';
export { noticeSweep, type SweepOptions, type Swept } from './sweep.js';
export { noticeBatchView, noticeView, type NoticeBatchRow, type NoticeRow } from './notice.view.js';
export { dueReminders, reminderView, type DueReminder, type ReminderRow } from './reminder.view.js';
export { digestKinds, dueDigests, isDigestInTime } from './digest.js';
export { dueDisclosures, listSubscribers, preferencesOf } from './subscribers.js';
export { noticeViews } from './views.js';
export {
  noticeCounts,
  noticesOf,
  openBatches,
  unreachedIn,
  type MyNotice,
  type NoticeCounts,
  type NoticeTables,
  type Unreached,
} from './notice.queries.js';
