import {
  correctionNotice,
  explain,
  figuresOf,
  judgeAdmission,
  judgeDecision,
  judgeSeal,
  totalsOf,
  type Deviation,
  type Judgement,
} from '#audit';
import type { SittingEvent } from '#decision/events';
import { codec } from '#eventing';
import { invalid, missing, writeCsv, type Recorded } from '#kernel';
import { dayOf } from '#procedure';
import type { Given } from '../commands.js';
import { writeWhole, type Folder } from '../folder.js';
import { progress } from '../progress.js';
import { openSession, type Session } from '../session.js';
import { clockOf } from '../simulated-clock.js';

type Scope = Readonly<{ kind: 'all' | 'decision' | 'community' | 'district' | 'street'; id: string }>;

function scopeOf(word: string | undefined): Scope {
  if (word === undefined) return { kind: 'all', id: '' };
  const [, kind, id] = /^(decision|community|district|street)-(.+)$/.exec(word) ?? [];
  if (kind !== undefined) return { kind: kind as Scope['kind'], id: id as string };
  return invalid(
    'cli.badScope',
    `范围为 decision-、community-、street-、district-<编号>,或不填(全部),不能是 ${word}。`,
    `The scope is decision-, community-, street- or district-<id>, or left out (everything), not ${word}.`,
  );
}

type Histories = Map<string, Recorded[]>;

/** The communities below an organization, as far as the log has formed them; they stand before what happens in them. */
class Below {
  readonly #inside: Set<string>;

  constructor({ kind, id }: Scope) {
    this.#inside = new Set(kind === 'all' || kind === 'decision' ? [] : [id]);
  }

  /** Takes note of who stands below whom. */
  note({ stream, type, data }: Pick<Recorded, 'stream' | 'type' | 'data'>): void {
    if (type !== 'OrganizationFormed' && type !== 'CommunityFormed') return;
    const { parent } = data as { parent: string | null };
    if (parent !== null && this.#inside.has(parent)) this.#inside.add(stream.slice(stream.indexOf('-') + 1));
  }

  has(community: string | undefined): boolean {
    return community !== undefined && this.#inside.has(community);
  }
}

/** Whether the first event of a stream puts it into the scope. */
function begins({ stream, data }: Recorded, scope: Scope, below: Below): boolean {
  if (scope.kind === 'all') return true;
  if (scope.kind === 'decision') return stream === `decision-${scope.id}`;
  if (stream.startsWith('sealRegister-')) return below.has(stream.slice('sealRegister-'.length));
  const { community, application } = data as {
    community?: string;
    application?: { communities: readonly string[] };
  };
  return below.has(community) || (application?.communities.some((one) => below.has(one)) ?? false);
}

/** Every decision, request and seal register in the scope, and all sittings, in one pass over the log. */
async function histories(session: Session, scope: Scope) {
  const { decode } = codec(session.keys);
  const bar = progress('log');
  const total = Number(await session.log.end());
  const asked: Histories = new Map();
  const sittings = new Map<string, Recorded<SittingEvent>[]>();
  const below = new Below(scope);
  const places = ['organization', 'community'];
  const categories = ['decision', 'sitting', 'admissionRequest', 'sealRegister', ...places];
  for await (const event of session.log.readAll({ categories })) {
    bar.at(Number(event.position), total);
    const { stream } = event;
    below.note(event);
    if (/^(organization|community)-/.test(stream)) continue;
    if (stream.startsWith('sitting-')) {
      const id = stream.slice('sitting-'.length);
      const own = sittings.get(id) ?? [];
      own.push(decode(event) as Recorded<SittingEvent>);
      sittings.set(id, own);
      continue;
    }
    if (event.revision === 0 && begins(event, scope, below)) asked.set(stream, []);
    asked.get(stream)?.push(decode(event));
  }
  bar.end();
  return { asked, sittings };
}

const notice = (about: string, deviations: readonly Deviation[]): readonly string[] =>
  deviations.length === 0 ? [] : [correctionNotice(about, deviations)];

function say(judgement: Judgement, as: string | undefined): string {
  const { decision, deviations, flips, verdicts } = judgement;
  const about = `decision-${decision}`;
  const head = `${about}: ${verdicts} 项表决 verdicts, ${deviations.length} 项问题 deviations`;
  const would = flips.map(({ event, was, wouldBe, why }) => {
    const mark = (carried: boolean | null): string => (carried === null ? '—' : carried ? '✓' : '✗');
    return `  ${as} ${event}: ${mark(was)} → ${mark(wouldBe)}  ${why.zh}`;
  });
  return [head, ...notice(about, deviations), ...would].join('\n');
}

/** `siyi audit`: judges every verdict, posting, reply and payment again from the events; exit 1 where something deviates. */
export async function auditCommand(given: Given, folder: Folder): Promise<number> {
  const scope = scopeOf(given.args[0]);
  const session = await openSession(folder);
  try {
    const { asked, sittings } = await histories(session, scope);
    if (asked.size === 0 && scope.kind === 'decision')
      missing('cli.noDecision', `没有事项 ${scope.id}。`, `There is no decision ${scope.id}.`);
    const today = dayOf(clockOf(folder).now());
    const options = { today, ...(given.as === undefined ? {} : { as: given.as }) };
    const of = (category: string) => [...asked].filter(([stream]) => stream.startsWith(`${category}-`));
    const judged = of('decision').flatMap(([, events]) => judgeDecision(events, sittings, options) ?? []);
    const others = [
      ...of('admissionRequest').map(([about, events]) => ({ about, deviations: judgeAdmission(events) })),
      ...of('sealRegister').map(([about, events]) => ({ about, deviations: judgeSeal(events) })),
    ];
    const wrong = [...judged, ...others].filter(({ deviations }) => deviations.length > 0);
    if (given.json) for (const one of [...judged, ...others]) console.log(JSON.stringify(one));
    else {
      for (const one of judged)
        if (one.deviations.length + one.flips.length > 0 || scope.kind === 'decision')
          console.log(say(one, given.as));
      for (const { about, deviations } of others)
        for (const text of notice(about, deviations)) console.log(text);
      const counts = `${judged.length} 件事项 decisions, ${others.length} 件准入与用印 admissions and seals`;
      console.log(`${counts}, ${wrong.length} 件有问题 with deviations`);
    }
    return wrong.length > 0 ? 1 : 0;
  } finally {
    await session.close();
  }
}

const columns = [
  ...(['decision', 'community', 'category', 'step', 'heldOn', 'roll', 'present', 'yes', 'no'] as const),
  ...(['abstain', 'carried', 'missing'] as const),
] as const;

/** `siyi statistics`: figures for auditors; the ballots as CSV with --out, all of it as JSON with --json. */
export async function statisticsCommand(given: Given, folder: Folder): Promise<number> {
  const session = await openSession(folder);
  try {
    const { asked } = await histories(session, scopeOf(given.args[0]));
    const decisions = [...asked.values()].flatMap((events) => figuresOf(events) ?? []);
    const totals = totalsOf(decisions);
    const ballots = decisions.flatMap((one) => one.ballots);
    if (given.out !== undefined)
      writeWhole(
        given.out,
        writeCsv([columns, ...ballots.map((one) => columns.map((name) => String(one[name])))]),
      );
    if (given.json) console.log(JSON.stringify({ totals, decisions }));
    else console.log(JSON.stringify(totals, null, 2));
    return 0;
  } finally {
    await session.close();
  }
}

/** `siyi why`: for each ballot of a decision the small proof of its result; exit 1 where one cannot be derived. */
export async function whyCommand(given: Given, folder: Folder): Promise<number> {
  const [decision, ballot] = given.args;
  const session = await openSession(folder);
  try {
    const { decode } = codec(session.keys);
    const events: Recorded[] = [];
    for await (const event of session.log.read(`decision-${decision}`)) events.push(decode(event));
    const found = explain(events, ballot === undefined ? undefined : Number(ballot));
    if (found.length === 0)
      missing('audit.noBallot', '没有可以解释的表决。', 'There is no ballot to explain.');
    for (const one of found) {
      if (given.json) {
        console.log(JSON.stringify(one));
        continue;
      }
      console.log(`${one.carried ? '✓' : '✗'} ${one.step}  ${one.heldOn}  #${one.ballot}`);
      for (const { text, article, events: of } of one.reasons) {
        const links = of.length > 3 ? `${of[0]} … ${of.at(-1)} (${of.length})` : of.join(' ');
        console.log(
          `    ${text.zh}${article === null ? '' : `  〔${article}〕`}\n      ${text.en}\n      ${links}`,
        );
      }
    }
    return 0;
  } finally {
    await session.close();
  }
}
