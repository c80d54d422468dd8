import type { DecisionEvent, SittingEvent } from '#decision/events';
import { Rejection, type Recorded } from '#kernel';
import {
  carries,
  daysBetween,
  meetingStepOn,
  quorumMet,
  residentsMeetingOn,
  type MeetingStep,
  type RuleSet,
  type Words,
} from '#procedure';
import type { Deviation, Severity } from './deviation.js';

export type Told = Recorded<DecisionEvent>;
/** The sittings of a decision, each with its events in order. */
export type Sittings = ReadonlyMap<string, readonly Recorded<SittingEvent>[]>;
type Of<T extends DecisionEvent['type']> = Extract<Told, { type: T }>;
type Opened = Of<'BallotOpened'>;

const place = ({ stream, revision }: Recorded): string => `${stream}@${revision}`;

/** Notes a deviation of an event. */
export const deviation = (
  severity: Severity,
  code: string,
  event: Recorded,
  article: string,
  text: Words,
): Deviation => ({ severity, code, event: place(event), article, text });

/** The step as it had to be on the day of the ballot: the pinned set under the law of that day. */
export const stepFor = (set: RuleSet, { data: { step, body, heldOn } }: Opened): MeetingStep =>
  body === 'residents' ? residentsMeetingOn(set, heldOn) : meetingStepOn(set, step, heldOn);

/** How many a roll holds. */
export const size = (roll: Opened['data']['roll']): number => ('number' in roll ? roll.number : roll.length);

function conditionsOf(event: Opened, step: MeetingStep, sittings: Sittings): readonly Deviation[] {
  const { data } = event;
  const found: Deviation[] = [];
  if (step.quorum !== null) {
    const quorum = quorumMet(size(data.present), size(data.roll), step.quorum);
    if (!quorum.met)
      found.push(deviation('unlawful', 'audit.noQuorum', event, quorum.article, quorum.arithmetic));
  }
  if (step.needsAuthorization && data.authorization === null)
    found.push(
      deviation('unlawful', 'audit.notAuthorized', event, '居委会组织法(2025) §30', {
        zh: '没有居民会议的授权即交居民代表会议表决。',
        en: 'The representatives voted without an authorization by the residents’ meeting.',
      }),
    );
  const convened = sittings.get(data.sitting)?.find((one) => one.type === 'SittingConvened');
  if (convened?.type !== 'SittingConvened' || step.notice.counting !== 'calendar') return found;
  const { noticeOn, waived } = convened.data;
  const given = daysBetween(noticeOn, data.heldOn);
  if (given >= step.notice.days || (waived !== null && step.notice.waivable)) return found;
  found.push(
    deviation('unlawful', 'audit.noticeShort', convened, step.notice.source, {
      zh: `会议通知只提前 ${given} 天,应提前 ${step.notice.days} 天。`,
      en: `Notice of the meeting was given ${given} days ahead; ${step.notice.days} are needed.`,
    }),
  );
  return found;
}

/** What the votes on record come to, of a ballot by name: each person's last one that was not voided. */
export function countedVotes(events: readonly Told[], ballot: number) {
  const votes = new Map<string, 'yes' | 'no' | 'abstain' | 'spoiled'>();
  for (const event of events) {
    if (!('ballot' in event.data) || event.data.ballot !== ballot) continue;
    if (event.type === 'VoteCast') {
      const { person, paper } = event.data;
      votes.set(person, paper.kind === 'yesNo' ? paper.choice : 'spoiled');
    }
    if (event.type === 'PaperVoteVoided' || event.type === 'DepartureNoted') votes.delete(event.data.person);
    if (event.type === 'VerdictRecounted' && event.data.voidedVoteOf !== null)
      votes.delete(event.data.voidedVoteOf);
    if (event.type === 'BallotClosed' || event.type === 'VerdictRecounted') break;
  }
  const all = [...votes.values()];
  const of = (choice: string): number => all.filter((one) => one === choice).length;
  return { yes: of('yes'), no: of('no'), abstain: of('abstain') };
}

function verdictOf(
  event: Of<'BallotClosed' | 'VerdictRecounted'>,
  opened: Opened,
  step: MeetingStep,
  events: readonly Told[],
): readonly Deviation[] {
  const { tally, verdict } = event.data;
  const found: Deviation[] = [];
  if (opened.data.form === 'named' && event.type === 'BallotClosed') {
    const votes = countedVotes(events, opened.data.ballot);
    if (votes.yes !== tally.yes || votes.no !== tally.no || votes.abstain !== tally.abstain)
      found.push(
        deviation('unlawful', 'audit.wrongCount', event, 'R§3.2', {
          zh: `记名票为赞成 ${votes.yes}、反对 ${votes.no}、弃权 ${votes.abstain},计票为 ${tally.yes}、${tally.no}、${tally.abstain}。`,
          en: `The votes by name are ${votes.yes} yes, ${votes.no} no, ${votes.abstain} abstaining; the count says ${tally.yes}, ${tally.no}, ${tally.abstain}.`,
        }),
      );
  }
  const due = carries(tally, step.majority);
  if (due.carried !== verdict.carried)
    found.push(
      deviation('unlawful', 'audit.wrongVerdict', event, due.article, {
        zh: `记为${verdict.carried ? '通过' : '不通过'},依法应为:${due.arithmetic.zh}`,
        en: `Recorded as ${verdict.carried ? 'carried' : 'not carried'}; by the law it is: ${due.arithmetic.en}`,
      }),
    );
  return found;
}

/** A verdict that would be another one under another rule set. */
export type Flip = Readonly<{ event: string; was: boolean; wouldBe: boolean | null; why: Words }>;

function flipOf(
  event: Of<'BallotClosed' | 'VerdictRecounted'>,
  opened: Opened,
  as: RuleSet,
): Flip | undefined {
  const was = event.data.verdict.carried;
  try {
    const step = stepFor(as, opened);
    const { present, roll } = opened.data;
    const quorum = step.quorum && quorumMet(size(present), size(roll), step.quorum);
    if (quorum && !quorum.met) return { event: place(event), was, wouldBe: null, why: quorum.arithmetic };
    const { carried, arithmetic } = carries(event.data.tally, step.majority);
    return carried === was ? undefined : { event: place(event), was, wouldBe: carried, why: arithmetic };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { event: place(event), was, wouldBe: null, why: error.text };
  }
}

/** Judges every ballot of yes and no again: step, quorum, authorization, notice, count, verdict; `as` under another set too. */
export function judgeBallots(
  events: readonly Told[],
  { set, sittings, as }: Readonly<{ set: RuleSet; sittings: Sittings; as?: RuleSet }>,
): Readonly<{ deviations: readonly Deviation[]; flips: readonly Flip[] }> {
  const deviations: Deviation[] = [];
  const flips: Flip[] = [];
  const opened = new Map<number, Readonly<{ event: Opened; step: MeetingStep | undefined }>>();
  let expected: string | null = null;
  for (const event of events) {
    if (event.type === 'DecisionOpened') expected = event.data.firstStep;
    if (event.type === 'DecisionReentered') expected = event.data.step;
    if (event.type === 'StepPassed') expected = event.data.next;
    if (event.type === 'ObjectionUpheld') expected = event.data.reenter;
    if (event.type === 'BallotOpened') {
      if (event.data.step !== expected)
        deviations.push(
          deviation('unlawful', 'audit.stepOutOfOrder', event, 'R§3.7', {
            zh: `步骤应为 ${expected ?? '—'},却对 ${event.data.step} 进行了表决。`,
            en: `The step due was ${expected ?? '—'}, and ${event.data.step} was voted on.`,
          }),
        );
      let step: MeetingStep | undefined;
      try {
        step = stepFor(set, event);
        deviations.push(...conditionsOf(event, step, sittings));
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        deviations.push(deviation('unlawful', error.code, event, error.article ?? set.id, error.text));
      }
      opened.set(event.data.ballot, { event, step });
    }
    if (event.type !== 'BallotClosed' && event.type !== 'VerdictRecounted') continue;
    const ballot = opened.get(event.data.ballot);
    if (ballot === undefined || ballot.event.data.kind !== 'yesNo') continue;
    if (ballot.step) deviations.push(...verdictOf(event, ballot.event, ballot.step, events));
    const flip = as && flipOf(event, ballot.event, as);
    if (flip) flips.push(flip);
  }
  return { deviations, flips };
}
