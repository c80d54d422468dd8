import { correctionNotice, judgeDecision, type Judgement } from '#audit';
import type { SittingEvent } from '#decision/events';
import { codec } from '#eventing';
import { invalid, missing, type Recorded } from '#kernel';
import { dayOf } from '#procedure';
import type { Given } from '../commands.js';
import type { Folder } from '../folder.js';
import { progress } from '../progress.js';
import { openSession, type Session } from '../session.js';
import { clockOf } from '../simulated-clock.js';

type Scope = Readonly<{ kind: 'all' | 'decision' | 'community'; id: string }>;

function scopeOf(word: string | undefined): Scope {
  if (word === undefined) return { kind: 'all', id: '' };
  const [, kind, id] = /^(decision|community)-(.+)$/.exec(word) ?? [];
  if (kind === 'decision' || kind === 'community') return { kind, id: id as string };
  return invalid(
    'cli.badScope',
    `范围为 decision-<编号>、community-<编号>,或不填(全部),不能是 ${word}。`,
    `The scope is decision-<id>, community-<id>, or left out (everything), not ${word}.`,
  );
}

/** Every decision in the scope with its sittings, in one pass over the log. */
async function histories(session: Session, scope: Scope) {
  const { decode } = codec(session.keys);
  const bar = progress('log');
  const total = Number(await session.log.end());
  const decisions = new Map<string, Recorded[]>();
  const sittings = new Map<string, Recorded<SittingEvent>[]>();
  for await (const event of session.log.readAll({ categories: ['decision', 'sitting'] })) {
    bar.at(Number(event.position), total);
    const id = event.stream.slice(event.stream.indexOf('-') + 1);
    if (event.stream.startsWith('sitting-')) {
      const own = sittings.get(id) ?? [];
      sittings.set(id, [...own, decode(event) as Recorded<SittingEvent>]);
      continue;
    }
    const { community } = event.data as { community?: string };
    const begins = event.type === 'DecisionOpened';
    const asked = scope.kind === 'all' || scope.id === (scope.kind === 'decision' ? id : community);
    if (begins && asked) decisions.set(id, []);
    decisions.get(id)?.push(decode(event));
  }
  bar.end();
  return { decisions, sittings };
}

function say(judgement: Judgement, as: string | undefined): string {
  const { decision, deviations, flips, verdicts } = judgement;
  const about = `decision-${decision}`;
  const head = `${about}: ${verdicts} 项表决 verdicts, ${deviations.length} 项问题 deviations`;
  const would = flips.map(({ event, was, wouldBe, why }) => {
    const mark = (carried: boolean | null): string => (carried === null ? '—' : carried ? '✓' : '✗');
    return `  ${as} ${event}: ${mark(was)} → ${mark(wouldBe)}  ${why.zh}`;
  });
  const notice = correctionNotice(about, deviations);
  return [head, ...(notice === '' ? [] : [notice]), ...would].join('\n');
}

/** `siyi audit`: judges every verdict, posting, reply and payment again from the events; exit 1 where something deviates. */
export async function auditCommand(given: Given, folder: Folder): Promise<number> {
  const scope = scopeOf(given.args[0]);
  const session = await openSession(folder);
  try {
    const { decisions, sittings } = await histories(session, scope);
    if (decisions.size === 0 && scope.kind === 'decision')
      missing('cli.noDecision', `没有事项 ${scope.id}。`, `There is no decision ${scope.id}.`);
    const today = dayOf(clockOf(folder).now());
    const options = { today, ...(given.as === undefined ? {} : { as: given.as }) };
    const judged = [...decisions.values()].flatMap(
      (events) => judgeDecision(events, sittings, options) ?? [],
    );
    const wrong = judged.filter(({ deviations }) => deviations.length > 0);
    if (given.json) for (const one of judged) console.log(JSON.stringify(one));
    else {
      for (const one of judged)
        if (one.deviations.length + one.flips.length > 0 || scope.kind === 'decision')
          console.log(say(one, given.as));
      console.log(`${judged.length} 件事项 decisions, ${wrong.length} 件有问题 with deviations`);
    }
    return wrong.length > 0 ? 1 : 0;
  } finally {
    await session.close();
  }
}
