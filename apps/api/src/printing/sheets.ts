import type { PersonState } from '#community';
import { codec } from '#eventing';
import { missing, type Recorded } from '#kernel';
import { compose, noticeBatchView, type NoticeBatchRow, type NoticeState } from '#notices';
import {
  ballotSheet,
  doorKnockSheet,
  matterOf,
  minutesSheet,
  noticeSheet,
  postingSheet,
  signInSheet,
  type Matter,
  type Naming,
  type Sheet,
} from '#print';
import { dayOf } from '#procedure';
import { rowsAfter } from '#read-models';
import type { Source } from '../history/replay.js';
import { namingOf } from './naming.js';

/** What is asked of a sheet: of which matter, of which step, how often. */
type Asked = Readonly<{
  source: Source;
  id: string;
  step: string | undefined;
  copies: number;
}>;

async function eventsOf({ engine }: Source, category: string, id: string): Promise<readonly Recorded[]> {
  const { events = [] } = await engine.load(category, id, { events: true });
  return events.length > 0
    ? events
    : missing('print.nothing', `没有 ${category}-${id}。`, `There is no ${category}-${id}.`);
}

const named = (source: Source, events: readonly Recorded[], community: string | undefined): Promise<Naming> =>
  namingOf(source, { events, community, open: true });

async function matter({ source, id }: Asked): Promise<Readonly<{ matter: Matter; naming: Naming }>> {
  const events = await eventsOf(source, 'decision', id);
  const found = matterOf(events) as Matter;
  return { matter: found, naming: await named(source, events, found.page.community) };
}

async function posting(asked: Asked): Promise<Sheet> {
  const { matter: one, naming } = await matter(asked);
  const found = one.page.postings.findLast(({ step }) => asked.step === undefined || step === asked.step);
  return found === undefined
    ? missing('print.nothing', '该事项还没有公开。', 'Nothing of this decision is posted yet.')
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
  const { source, id } = asked;
  const own = await eventsOf(source, 'sitting', id);
  const { items = [] } = (own[0]?.data ?? {}) as { items?: readonly Readonly<{ decision: string }>[] };
  const decisions = [...new Set(items.map(({ decision }) => decision))];
  const matters = await Promise.all(
    decisions.map(async (decision) => {
      const { events = [] } = await source.engine.load('decision', decision, { events: true });
      return matterOf([...events, ...own]);
    }),
  );
  const found = matters.filter((one) => one !== undefined);
  const row = found[0]?.sittings.find((one) => one.sitting === id);
  if (row === undefined)
    return missing('print.nothing', '会议没有议题。', 'The sitting has nothing on its agenda.');
  const naming = await named(source, [...own, ...found.flatMap(({ events }) => events)], row.community);
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
}>;

async function raised({ source, id }: Asked): Promise<Raised & Readonly<{ on: string }>> {
  const found = (await eventsOf(source, 'notice', id)).find(({ type }) => type === 'NoticeRaised');
  return found === undefined
    ? missing('print.nothing', '该通知尚未发出。', 'This notice is not raised yet.')
    : { ...(found.data as Raised), on: dayOf(found.metadata.at) };
}

async function notice(asked: Asked): Promise<Sheet> {
  const { template, version, text, on } = await raised(asked);
  const composed = compose(template, version, text);
  return noticeSheet(composed.subject, composed.text, { by: '', on });
}

/** Told, or left to the day's digest as they asked. */
const reached = ['sent', 'byHand', 'digest'];

/** Everybody of a notice whom no channel has reached, by name and with the contact that was tried. */
async function doorKnock(asked: Asked): Promise<Sheet> {
  const { source, id } = asked;
  const { template, version, text } = await raised(asked);
  const { state: stands } = await source.engine.load<NoticeState>('notice', id);
  const failed: { person: string; why: string }[] = [];
  for (const batch of 'raised' in stands ? stands.batches : []) {
    const { events = [] } = await source.engine.load('noticeBatch', batch, { events: true });
    for (const { state } of rowsAfter(noticeBatchView, events).values() as Iterable<NoticeBatchRow>)
      for (const [person, addressee] of Object.entries(state.recipients))
        if (!reached.includes(addressee.state))
          failed.push({ person, why: addressee.state === 'failed' ? '各渠道均未送达' : '尚未送达' });
  }
  const { keys } = source;
  const persons = await Promise.all(
    failed.map(async ({ person, why }) => {
      const { state } = await source.engine.load<PersonState>('person', person);
      if (state.status !== 'registered') return { name: person.slice(0, 8), contact: '', why };
      const { name, contact } = state;
      const open = await codec(keys).opener(contact === null ? [name] : [name, contact]);
      return { name: open(name) ?? '', contact: contact === null ? '' : (open(contact) ?? ''), why };
    }),
  );
  return doorKnockSheet(compose(template, version, text).subject, persons);
}

/** A kind of sheet: of which category its id is, who of the community may print it, and how it is made. */
export type SheetKind = Readonly<{
  category: 'decision' | 'sitting' | 'notice';
  for: 'seated' | 'organ';
  make: (asked: Asked) => Promise<Sheet>;
}>;

/** Every kind of sheet that names persons and what is sealed, for paper. */
export const sheetKinds: Readonly<Record<string, SheetKind>> = {
  notice: { category: 'notice', for: 'seated', make: notice },
  posting: { category: 'decision', for: 'seated', make: posting },
  ballot: { category: 'decision', for: 'seated', make: ballot },
  'sign-in': { category: 'sitting', for: 'seated', make: (asked) => sitting(asked, 'sign-in') },
  minutes: { category: 'sitting', for: 'seated', make: (asked) => sitting(asked, 'minutes') },
  'door-knock': { category: 'notice', for: 'organ', make: doorKnock },
};
