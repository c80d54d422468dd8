import type { Recorded } from '#kernel';
import { defineView, type Row } from '#read-models';
import { counts, openOf, type Batch } from './domain/batch-state.js';
import { evolveBatch } from './domain/batch-evolve.js';
import type { NoticeBatchEvent, NoticeEvent } from './events.js';

/** One notice: why, what, to how many. What became of it is summed over its batches. */
export type NoticeRow = Row &
  Readonly<{
    id: string;
    kind: string;
    status: 'owed' | 'raised' | 'closed';
    community: string | null;
    decision: string | null;
    sitting: string | null;
    objection: string | null;
    admission: string | null;
    refusal: string | null;
    cause: string;
    template: string;
    version: number;
    text: Readonly<Record<string, string>>;
    recipients: number;
    latest: string | null;
    purposeEnds: string | null;
    raisedAt: string;
    position: string;
    /** Up to whom a list that goes on was listed; '' before its first page, null when it is whole. */
    listedTo: string | null;
    /** When the share that the rule set asks was reached. */
    toldAt: string | null;
  }>;

/** One batch, with the folded state of each person. `queued` counts those who wait, also during an attempt. */
export type NoticeBatchRow = Row &
  Readonly<{
    id: string;
    notice: string;
    open: boolean;
    persons: readonly string[];
    state: Batch;
    queued: number;
    sent: number;
    failed: number;
    lapsed: number;
    byHand: number;
    digest: number;
    possiblyTwice: number;
    openedAt: string;
  }>;

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
const inCategory = (event: Recorded, category: string) =>
  event.stream.startsWith(`${category}-`) ? [idOf(event.stream)] : [];

/** Notices, newest state of each. */
export const noticeView = defineView<NoticeRow>({
  name: 'notice_v3',
  key: 'id',
  columns: {
    ...{ id: 'text', kind: 'text', status: 'text', community: 'text', decision: 'text', sitting: 'text' },
    ...{ admission: 'text', refusal: 'text' },
    ...{ objection: 'text', cause: 'text', template: 'text', version: 'integer', text: 'jsonb' },
    ...{ recipients: 'integer', latest: 'text', purposeEnds: 'text', raisedAt: 'text', position: 'text' },
    ...{ listedTo: 'text', toldAt: 'text' },
  },
  indexes: [{ columns: ['decision'] }, { columns: ['sitting'] }, { columns: ['community'] }],
  categories: ['notice'],
  rows: (event) => inCategory(event, 'notice'),
  evolve(row, event, id) {
    const { type, data } = event as Recorded<NoticeEvent>;
    if (type !== 'NoticeOwed' && type !== 'NoticeRaised')
      return row === undefined ? null : { ...row, ...later({ type, data } as NoticeEvent, row, event) };
    const { kind, about, text, latest, purposeEnds } = data;
    const { community, decision, sitting, objection, event: cause, admission = null, refusal = null } = about;
    const raised = 'batches' in data;
    return {
      ...{ admission, refusal },
      ...{ id, kind, community, decision, sitting, objection, cause, text, latest, purposeEnds },
      status: raised ? 'raised' : 'owed',
      template: raised ? data.template : kind,
      version: raised ? data.version : 0,
      recipients: raised ? data.recipients : 0,
      raisedAt: row?.raisedAt ?? event.metadata.at,
      position: row?.position ?? event.position,
      listedTo: raised && data.more ? '' : null,
      toldAt: null,
    };
  },
});

/** What an event after the raising changes. */
function later({ type, data }: NoticeEvent, row: NoticeRow, { metadata }: Recorded): Partial<NoticeRow> {
  if (type === 'NoticeClosed') return { status: 'closed' };
  if (type === 'NoticeTold') return { toldAt: metadata.at };
  if (type !== 'RecipientsListed') return {};
  const listed = data.batches.flatMap(({ recipients }) => recipients);
  return {
    recipients: row.recipients + listed.length,
    listedTo: data.more ? (listed.at(-1) ?? row.listedTo) : null,
  };
}

/** Batches of notices: who is told, who waits. */
export const noticeBatchView = defineView<NoticeBatchRow>({
  name: 'notice_batch_v2',
  key: 'id',
  columns: {
    ...{ id: 'text', notice: 'text', open: 'boolean', persons: 'text[]', state: 'jsonb' },
    ...{ queued: 'integer', sent: 'integer', failed: 'integer', lapsed: 'integer' },
    ...{ byHand: 'integer', digest: 'integer', possiblyTwice: 'integer', openedAt: 'text' },
  },
  indexes: [{ columns: ['persons'], gin: true }, { columns: ['notice'] }, { columns: ['open'] }],
  categories: ['noticeBatch'],
  rows: (event) => inCategory(event, 'noticeBatch'),
  evolve(row, event, id) {
    const state = evolveBatch(row?.state ?? { status: 'none' }, event as Recorded<NoticeBatchEvent>);
    if (state.status === 'none') return null;
    return {
      ...{ id, notice: state.notice, open: state.status === 'open', state, ...counts(state) },
      persons: Object.keys(state.recipients),
      queued: openOf(state).length + (state.running?.recipients.length ?? 0),
      openedAt: row?.openedAt ?? event.metadata.at,
    };
  },
});
