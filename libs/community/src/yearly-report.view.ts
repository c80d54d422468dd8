import { defineView } from '#read-models';
import { idOf, told } from './told.js';

/** A yearly report of a community; and, as `formed`, since which instant there is anything to report. */
export type YearlyReportRow = Readonly<{
  key: string;
  community: string;
  report: 'formed' | 'review' | 'supervision';
  year: number | null;
  on: string | null;
  documentHash: string | null;
  since: string | null;
}>;

/** What the law has done each year. */
export const yearlyReportView = defineView<YearlyReportRow>({
  name: 'yearly_report_v1',
  key: 'key',
  columns: {
    ...{ key: 'text', community: 'text', report: 'text', year: 'integer', on: 'date', documentHash: 'text' },
    since: 'text',
  },
  indexes: [{ columns: ['community'] }],
  categories: ['community'],
  rows(recorded) {
    const event = told(recorded);
    if (event.type === 'CommunityFormed') return [`${idOf(event)}:formed`];
    if (event.type !== 'YearlyReportRecorded') return [];
    return [`${idOf(event)}:${event.data.report}:${event.data.year}`];
  },
  evolve(row, recorded, key) {
    const event = told(recorded);
    const community = idOf(event);
    if (event.type === 'CommunityFormed') {
      const since = event.metadata.at;
      return { key, community, report: 'formed', year: null, on: null, documentHash: null, since };
    }
    if (event.type !== 'YearlyReportRecorded') return row ?? null;
    const { report, year, on, documentHash } = event.data;
    return { key, community, report, year, on, documentHash, since: null };
  },
});
