import { conflict, missing, type Recorded } from '#kernel';
import { carries, quorumMet, ruleSet, type Words } from '#procedure';
import { countedVotes, size, stepFor, type Told } from './ballots.js';

/** One line of a proof: what it says, on which article, and the events that every number in it comes from. */
export type Reason = Readonly<{ text: Words; article: string | null; events: readonly string[] }>;

/** Why a ballot came out as it did. */
export type Why = Readonly<{
  decision: string;
  ballot: number;
  step: string;
  heldOn: string;
  carried: boolean;
  reasons: readonly Reason[];
}>;

const at = ({ stream, revision }: Recorded): string => `${stream}@${revision}`;

type Opened = Extract<Told, { type: 'BallotOpened' }>;
type Closed = Extract<Told, { type: 'BallotClosed' | 'VerdictRecounted' }>;

const cannot = (zh: string, en: string, event: string): never =>
  conflict('audit.cannotExplain', `不能解释:${zh}`, `This cannot be explained: ${en}`, {
    article: 'R§3.2',
    details: { event },
  });

function composition(opened: Opened): Reason {
  const { roll, recused, heldOn, body } = opened.data;
  const names = size(roll);
  const source = 'number' in roll ? `,来源 ${roll.source}` : '';
  return {
    text: {
      zh: `${heldOn} 名册(${body}):${names} 人${source};回避 ${recused.length} 人,在场即计入基数。`,
      en: `Roll of ${body} on ${heldOn}: ${names}; ${recused.length} recused, who stay in the base while present.`,
    },
    article: null,
    events: [at(opened)],
  };
}

function votes(opened: Opened, closed: Closed, events: readonly Told[]): Reason {
  const { yes, no, abstain, spoiled } = closed.data.tally;
  const counts = {
    zh: `赞成 ${yes}、反对 ${no}、弃权 ${abstain}、废票 ${spoiled}`,
    en: `${yes} yes, ${no} no, ${abstain} abstaining, ${spoiled} spoiled`,
  };
  const { ballot, form } = opened.data;
  const of = (...types: readonly Told['type'][]): readonly string[] =>
    events
      .filter((one) => types.includes(one.type) && 'ballot' in one.data && one.data.ballot === ballot)
      .map(at);
  if (form !== 'named' || closed.type === 'VerdictRecounted')
    return {
      text: {
        zh: `票数由计票人录入、监票人确认:${counts.zh}。`,
        en: `Entered by the teller, confirmed by the scrutineer: ${counts.en}.`,
      },
      article: null,
      events: [...of('CountsRecorded', 'CountsConfirmed', 'CorrectionAsked'), at(closed)],
    };
  const found = countedVotes(events, ballot);
  if (found.yes !== yes || found.no !== no || found.abstain !== abstain)
    cannot('记名票与计票不符。', 'the votes by name do not give this count.', at(closed));
  return {
    text: { zh: `记名投票:${counts.zh}。`, en: `By name: ${counts.en}.` },
    article: null,
    events: of('VoteCast', 'PaperVoteVoided', 'DepartureNoted'),
  };
}

function whyOf(opened: Opened, closed: Closed, events: readonly Told[], pinned: string): Why {
  const step = stepFor(ruleSet(pinned), opened);
  const { present, roll, ballot, heldOn } = opened.data;
  const reasons: Reason[] = [composition(opened)];
  if (step.quorum !== null) {
    const quorum = quorumMet(size(present), size(roll), step.quorum);
    if (!quorum.met)
      cannot('法定人数不足,却进行了表决。', 'there was no quorum, and a vote was held.', at(opened));
    reasons.push({ text: quorum.arithmetic, article: quorum.article, events: [at(opened)] });
  }
  reasons.push(votes(opened, closed, events));
  const due = carries(closed.data.tally, step.majority);
  if (due.carried !== closed.data.verdict.carried)
    cannot('结果与算式不符。', 'the result does not follow from the arithmetic.', at(closed));
  reasons.push({ text: due.arithmetic, article: due.article, events: [at(closed)] });
  const { sources } = step as typeof step & { sources?: readonly string[] };
  if (sources)
    reasons.push({
      text: { zh: `适用:${sources.join('、')}`, en: `Under: ${sources.join(', ')}` },
      article: null,
      events: [at(opened)],
    });
  return { decision: opened.stream, ballot, step: opened.data.step, heldOn, carried: due.carried, reasons };
}

/**
 * Why each ballot of a decision came out as it did, derived anew from its events: composition, recusals, quorum, votes,
 * base and comparison, each with article and events. What cannot be derived is refused, never described. Ballots among
 * options are left out.
 */
export function explain(events: readonly Recorded[], asked?: number): readonly Why[] {
  const told = events as readonly Told[];
  const [first] = told;
  if (first?.type !== 'DecisionOpened')
    return missing('cli.noDecision', '没有这项事项。', 'There is no such decision.');
  const opened = new Map<number, Opened>();
  return told.flatMap((event): readonly Why[] => {
    if (event.type === 'BallotOpened') opened.set(event.data.ballot, event);
    if (event.type !== 'BallotClosed' && event.type !== 'VerdictRecounted') return [];
    const own = opened.get(event.data.ballot);
    if (own === undefined || own.data.kind !== 'yesNo') return [];
    if (asked !== undefined && asked !== own.data.ballot) return [];
    return [whyOf(own, event, told, first.data.ruleSet)];
  });
}
