import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codec } from '#eventing';
import { invalid, missing, type Recorded } from '#kernel';
import { compose, noticeBatchView, type NoticeBatchRow } from '#notices';
import {
  ballotSheet,
  doorKnockSheet,
  matterOf,
  minutesSheet,
  noticeSheet,
  page,
  postingSheet,
  signInSheet,
  type Matter,
  type Naming,
  type Sheet,
} from '#print';
import type { PersonState } from '#community';
import { dayOf } from '#procedure';
import { rowsAfter } from '#read-models';
import type { Given } from '../commands.js';
import { writeWhole, type Folder } from '../folder.js';
import { openSession, type Session } from '../session.js';
import { ownSettings } from '../settings/index.js';
import { clockOf } from '../simulated-clock.js';
import { footOf } from './foot.js';
import { namingOf } from './naming.js';
import { chromium, printPdf } from './pdf.js';

type Asked = Readonly<{
  session: Session;
  id: string;
  step: string | undefined;
  copies: number;
}>;

async function eventsOf({ engine }: Session, category: string, id: string): Promise<readonly Recorded[]> {
  const { events = [] } = await engine.load(category, id, { events: true });
  return events.length > 0
    ? events
    : missing('cli.nothingToPrint', `没有 ${category}-${id}。`, `There is no ${category}-${id}.`);
}

const named = (
  session: Session,
  events: readonly Recorded[],
  community: string | undefined,
): Promise<Naming> => namingOf(session, { events, community, open: true });

async function matter({ session, id }: Asked): Promise<Readonly<{ matter: Matter; naming: Naming }>> {
  const events = await eventsOf(session, 'decision', id);
  const found = matterOf(events) as Matter;
  return { matter: found, naming: await named(session, events, found.page.community) };
}

async function posting(asked: Asked): Promise<Sheet> {
  const { matter: one, naming } = await matter(asked);
  const found = one.page.postings.findLast(({ step }) => asked.step === undefined || step === asked.step);
  return found === undefined
    ? missing('cli.nothingToPrint', '该事项还没有公开。', 'Nothing of this decision is posted yet.')
    : postingSheet(one, found, naming);
}

async function ballot(asked: Asked): Promise<Sheet> {
  const { matter: one, naming } = await matter(asked);
  const step = asked.step ?? one.page.step;
  const { kind, options, seats } = one.ballots.findLast((other) => other.step === step) ?? {
    ...{ kind: 'yesNo', options: [], seats: 1 },
  };
  return ballotSheet(one, { step, kind, options, seats }, { copies: asked.copies, naming });
}

/** A sitting with the decisions of its agenda. */
async function sitting(asked: Asked, sheet: 'sign-in' | 'minutes'): Promise<Sheet> {
  const { session, id } = asked;
  const own = await eventsOf(session, 'sitting', id);
  const { items = [] } = (own[0]?.data ?? {}) as { items?: readonly Readonly<{ decision: string }>[] };
  const decisions = [...new Set(items.map(({ decision }) => decision))];
  const matters = await Promise.all(
    decisions.map(async (decision) => {
      const { events = [] } = await session.engine.load('decision', decision, { events: true });
      return matterOf([...events, ...own]);
    }),
  );
  const found = matters.filter((one) => one !== undefined);
  const row = found[0]?.sittings.find((one) => one.sitting === id);
  if (row === undefined)
    return missing('cli.nothingToPrint', '会议没有议题。', 'The sitting has nothing on its agenda.');
  const naming = await named(session, [...own, ...found.flatMap(({ events }) => events)], row.community);
  if (sheet === 'sign-in') return signInSheet(row, naming);
  const ballots = found.flatMap(({ page: { title, ruleSet }, ballots: all }) =>
    all.filter((one) => one.sitting === id).map((one) => ({ ...one, title, ruleSet })),
  );
  return minutesSheet(row, ballots, naming);
}

type Raised = Readonly<{
  template: string;
  version: number;
  text: Readonly<Record<string, string>>;
  batches: readonly Readonly<{ batch: string }>[];
}>;

async function raised({ session, id }: Asked): Promise<Raised & Readonly<{ on: string }>> {
  const found = (await eventsOf(session, 'notice', id)).find(({ type }) => type === 'NoticeRaised');
  return found === undefined
    ? missing('cli.nothingToPrint', '该通知尚未发出。', 'This notice is not raised yet.')
    : { ...(found.data as Raised), on: dayOf(found.metadata.at) };
}

async function notice(asked: Asked): Promise<Sheet> {
  const { template, version, text, on } = await raised(asked);
  const composed = compose(template, version, text);
  return noticeSheet(composed.subject, composed.text, { by: '', on });
}

/** Everybody of a notice whom no channel has reached, by name and with the contact that was tried. */
async function doorKnock(asked: Asked): Promise<Sheet> {
  const { session } = asked;
  const { template, version, text, batches } = await raised(asked);
  const failed: { person: string; why: string }[] = [];
  for (const { batch } of batches) {
    const { events = [] } = await session.engine.load('noticeBatch', batch, { events: true });
    for (const { state } of rowsAfter(noticeBatchView, events).values() as Iterable<NoticeBatchRow>)
      for (const [person, addressee] of Object.entries(state.recipients))
        if (addressee.state !== 'sent' && addressee.state !== 'byHand')
          failed.push({ person, why: addressee.state === 'failed' ? '各渠道均未送达' : '尚未送达' });
  }
  const { keys } = session;
  const persons = await Promise.all(
    failed.map(async ({ person, why }) => {
      const { state } = await session.engine.load<PersonState>('person', person);
      if (state.status !== 'registered') return { name: person.slice(0, 8), contact: '', why };
      const { name, contact } = state;
      const open = await codec(keys).opener(contact === null ? [name] : [name, contact]);
      return { name: open(name) ?? '', contact: contact === null ? '' : (open(contact) ?? ''), why };
    }),
  );
  return doorKnockSheet(compose(template, version, text).subject, persons);
}

/** Every kind of sheet: of which category its id is, and how it is made. */
const kinds: Readonly<
  Record<string, Readonly<{ category: string; make: (asked: Asked) => Promise<Sheet> }>>
> = {
  notice: { category: 'notice', make: notice },
  posting: { category: 'decision', make: posting },
  ballot: { category: 'decision', make: ballot },
  'sign-in': { category: 'sitting', make: (asked) => sitting(asked, 'sign-in') },
  minutes: { category: 'sitting', make: (asked) => sitting(asked, 'minutes') },
  'door-knock': { category: 'notice', make: doorKnock },
};

/** `siyi print`: one sheet as HTML, or as PDF where the name of the file says so. */
export async function printCommand(given: Given, folder: Folder): Promise<number> {
  const [what = '', asked = '', step] = given.args;
  const kind = kinds[what];
  const known = Object.keys(kinds).join(', ');
  if (kind === undefined)
    return invalid(
      'cli.badValue',
      `没有表单 ${what};有 ${known}。`,
      `There is no sheet ${what}; there are ${known}.`,
    );
  const { out } = given;
  const isPdf = out?.endsWith('.pdf') ?? false;
  const browser = isPdf ? chromium() : undefined;
  if (isPdf && browser === undefined)
    missing(
      'cli.noChromium',
      '没有 Chromium:请用 .html,在浏览器中打印。',
      'There is no Chromium here: take .html and print it in a browser.',
    );
  const id = asked.startsWith(`${kind.category}-`) ? asked.slice(kind.category.length + 1) : asked;
  const session = await openSession(folder);
  try {
    const today = dayOf(clockOf(folder).now());
    const sheet = await kind.make({ session, id, step, copies: Number(given.copies ?? 1) });
    const foot = footOf(folder, {
      ...{ about: `${kind.category}-${id}`, position: await session.log.end(), day: today },
      ...{ keys: session.keys, publicUrl: ownSettings().publicUrl },
    });
    const text = page(sheet, foot);
    if (out === undefined) process.stdout.write(text);
    else if (browser === undefined) writeWhole(out, text);
    else {
      const passing = mkdtempSync(join(tmpdir(), 'siyi-sheet-'));
      try {
        writeWhole(join(passing, 'sheet.html'), text);
        await printPdf(browser, join(passing, 'sheet.html'), out);
      } finally {
        rmSync(passing, { recursive: true, force: true });
      }
    }
    return 0;
  } finally {
    await session.close();
  }
}
