import type { Recorded } from '#kernel';
import type { DecisionEvent, SittingEvent } from '#decision/events';
import { endOf } from './domain/day.js';
import type { NoticeCommand, NoticeKind } from './events.js';

type Raise = Extract<NoticeCommand, { type: 'RaiseNotice' }>['data'];
/** What calls for a notice, before ids and the place in the log are added. */
export type Occasion = Omit<Raise, 'about'> &
  Readonly<{ community: string | null; objection: string | null }>;

const nothing = {
  recipients: [],
  to: [],
  ballot: null,
  latest: null,
  purposeEnds: null,
  community: null,
  objection: null,
} as const;

/** An occasion of a kind: nobody and nothing but what is given. */
export const occasion = (kind: NoticeKind, rest: Partial<Occasion>): Occasion => ({
  ...nothing,
  text: {},
  ...rest,
  kind,
});

/** What an event of a sitting calls for. */
export function ofSitting(event: Recorded<SittingEvent>): Occasion | undefined {
  switch (event.type) {
    case 'SittingConvened': {
      const { community, heldOn, time, place, noticeOn, called, supervision } = event.data;
      const listed = called.flatMap(({ roll }) => (Array.isArray(roll) ? (roll as readonly string[]) : []));
      return occasion('meetingConvened', {
        community,
        recipients: [...listed, ...supervision],
        latest: noticeOn,
        purposeEnds: endOf(heldOn),
        text: { heldOn, time, place },
      });
    }
    case 'SittingCancelled':
      return occasion('meetingCancelled', { to: ['called', 'supervision'] });
    default:
      return undefined;
  }
}

/** What an event of a decision calls for (procedures §6). */
export function ofDecision(event: Recorded<DecisionEvent>): Occasion | undefined {
  switch (event.type) {
    case 'StepPassed':
    case 'StepFailed': {
      const result = event.type === 'StepPassed' ? 'passed' : 'failed';
      return decided(event.data.step, event.data.ballot, result);
    }
    case 'VerdictRecounted': {
      const { step, ballot, verdict } = event.data;
      return decided(step, ballot, verdict.carried ? 'recountedPassed' : 'recountedFailed');
    }
    case 'ResolutionPosted':
    case 'ResultPosted': {
      const { step, from, lastDay, objectionUntil } = event.data;
      return occasion('posted', {
        to: ['street', 'roll'],
        latest: from,
        text: { step, from, lastDay, objectionUntil },
      });
    }
    case 'ObjectionFiled': {
      const { objection, replyBy, kind } = event.data;
      return occasion(kind === 'interpellation' ? 'interpellationFiled' : 'objectionFiled', {
        objection,
        to: ['conveners', 'supervision'],
        latest: replyBy,
        text: { replyBy },
      });
    }
    case 'ObjectionAnswered':
      return occasion('objectionAnswered', {
        objection: event.data.objection,
        to: ['objector'],
        text: { answeredOn: event.data.answeredOn },
      });
    case 'ObjectionEscalated': {
      const { objection, why, escalatedOn, answerBy } = event.data;
      return occasion('objectionLate', {
        objection,
        to: ['street'],
        latest: answerBy,
        text: { why, escalatedOn, answerBy },
      });
    }
    default:
      return undefined;
  }
}

const decided = (step: string, ballot: number, result: string): Occasion =>
  occasion('stepDecided', { to: ['roll', 'conveners'], ballot, text: { step, result } });
