import { admissionView, type AdmissionRow } from '#admission';
import { missing, type Recorded } from '#kernel';
import { rowsAfter } from '#read-models';
import { dayOf, ruleSet } from '#procedure';
import { agreementSheet, applicationSheet, decisionSheet } from './admission-sheets.js';
import { matterOf } from './matter.js';
import type { Sheet } from './page.js';
import {
  accountsSheet,
  historySheet,
  minutesSheet,
  objectionsSheet,
  planSheet,
  postingSheet,
  signInSheet,
} from './sheets.js';
import type { Naming } from './words.js';

/** How long a file is kept: `until` is the last day of it, null for ever. */
export type Retention = Readonly<{ class: string; until: string | null }>;

/** The file of one matter (一事一档): its sheets in order, the same as data, and how long it is kept. */
export type ArchiveFile = Readonly<{
  about: string;
  title: string;
  /** Null while the matter is still going on. */
  closedOn: string | null;
  retention: Retention | null;
  sheets: readonly Readonly<{ name: string; sheet: Sheet }>[];
  data: unknown;
}>;

const years = (words: string): number | null => {
  const found = /^(\d+)年$/.exec(words);
  return found === null ? null : Number(found[1]);
};

/** `words`: 永久, or so many years from the closing on. */
function kept(words: string, from: string): Retention {
  const many = years(words);
  return { class: words, until: many === null ? null : `${Number(from.slice(0, 4)) + many}${from.slice(4)}` };
}

/** The file of a decision out of its events and those of its sittings; refuses where there is no decision. */
export function decisionFile(events: readonly Recorded[], naming: Naming): ArchiveFile {
  const matter = matterOf(events);
  if (matter === undefined) return missing('cli.noDecision', '没有这项事项。', 'There is no such decision.');
  const { page, ballots, sittings } = matter;
  const own = ballots.map((one) => ({ ...one, title: page.title, ruleSet: page.ruleSet }));
  const ofSittings = sittings.flatMap((sitting) => [
    { name: 'sign-in', sheet: signInSheet(sitting, naming) },
    {
      name: 'minutes',
      sheet: minutesSheet(
        sitting,
        own.filter((one) => one.sitting === sitting.sitting),
        naming,
      ),
    },
  ]);
  const postings = page.postings.map((posting) => ({
    name: posting.kind === 'result' ? 'result-posting' : 'resolution-posting',
    sheet: postingSheet(matter, posting, naming),
  }));
  return {
    about: `decision-${page.decision}`,
    title: page.title,
    closedOn: page.file?.closedOn ?? null,
    retention: page.file === null ? null : kept(page.file.retention, page.file.closedOn),
    sheets: [
      { name: 'plan', sheet: planSheet(matter, naming) },
      ...ofSittings,
      ...postings,
      ...(page.objections.length > 0 ? [{ name: 'objections', sheet: objectionsSheet(matter, naming) }] : []),
      ...(page.work === null ? [] : [{ name: 'accounts', sheet: accountsSheet(matter) }]),
      { name: 'history', sheet: historySheet(page.title, matter.events) },
    ],
    data: { decision: page, ballots: ballots.map(({ votes: _papers, ...one }) => one), sittings },
  };
}

const ends: Readonly<Record<string, 'resolved' | 'rejected'>> = {
  ...{ AdmissionExpired: 'resolved', AdmissionExited: 'resolved' },
  ...{ AdmissionRejected: 'rejected', AdmissionRequestWithdrawn: 'rejected' },
};

/** Whether an event closes the file of its matter. */
export const closesFile = ({ type }: Pick<Recorded, 'type'>): boolean =>
  type === 'FileClosed' || type in ends;

/** An admitted task is a general matter, one not admitted a rejected one (R§3.10 [O3]; R§10 archive.retention). */
const retentionOf = (end: 'resolved' | 'rejected'): string =>
  end === 'rejected' ? `${String(ruleSet('city-2026').archive.rejected.value)}年` : '30年';

/** The file of a request for admission out of its events; `naming.person` names communities here. */
export function admissionFile(events: readonly Recorded[], naming: Naming): ArchiveFile {
  const [row] = rowsAfter(admissionView, events).values() as Iterable<AdmissionRow>;
  if (row === undefined)
    return missing('cli.noDecision', '没有这项准入申请。', 'There is no such request for admission.');
  const last = events.findLast(closesFile);
  const closedOn = last === undefined ? null : dayOf(last.metadata.at);
  return {
    about: `admissionRequest-${row.id}`,
    title: row.title,
    closedOn,
    retention:
      last === undefined ? null : kept(retentionOf(ends[last.type] ?? 'resolved'), closedOn as string),
    sheets: [
      { name: 'application', sheet: applicationSheet(row) },
      { name: 'decision', sheet: decisionSheet(row, naming) },
      { name: 'agreement', sheet: agreementSheet(row, naming) },
    ],
    data: {
      request: row,
      events: events.map(({ type, revision, metadata }) => ({ type, revision, at: metadata.at })),
    },
  };
}
