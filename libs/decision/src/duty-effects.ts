import {
  ballotDuties,
  duty,
  postedDuties,
  postingDuties,
  sittingDuties,
  type DutyRow,
  type Who,
} from './duty-rules.js';
import { idOf, type Told } from './told.js';

/** What an event does to the duties: which it opens, which it ends by key or by bundle, which it now calls for. */
export type Effects = Readonly<{
  opens?: readonly DutyRow[];
  ends?: readonly string[];
  endsBundles?: readonly string[];
  callsBundles?: readonly string[];
  /** The decision goes another step: what the step before waited for is over. */
  moves?: boolean;
  /** Nothing is expected of anybody any more. */
  over?: boolean;
}>;

const organ: Who = { role: 'organ' };

function ofSitting(event: Told): Effects {
  const id = idOf(event);
  const minutes = ['recordMinutes', 'confirmMinutes'].map((kind) => `${id}:${kind}:sitting`);
  const [recording = '', confirming = ''] = minutes;
  switch (event.type) {
    case 'SittingConvened': {
      const convened = event.data.items.map((item) => `${item.decision}:convene:${item.step}`);
      return { opens: sittingDuties(event), endsBundles: convened };
    }
    case 'ArrivalRecorded':
      return { ends: event.data.persons.map((person) => `${id}:attend:sitting:${person}`) };
    case 'SittingOpened': {
      const second = event.data.secondPersonNeeded ? [duty(event, 'confirmLateEntry', 'sitting', organ)] : [];
      return { ends: [`${id}:openSitting:sitting:organ`], opens: second };
    }
    case 'LateEntryConfirmed':
      return { endsBundles: [`${id}:confirmLateEntry:sitting`] };
    case 'SittingClosed':
    case 'SittingAdjourned':
      return { endsBundles: [`${id}:attend`], callsBundles: [recording] };
    case 'SittingCancelled':
      return { endsBundles: [`${id}:attend`, ...minutes] };
    case 'MinutesRecorded':
      return { endsBundles: [recording], callsBundles: [confirming] };
    case 'MinutesConfirmed':
      return { endsBundles: minutes };
    default:
      return {};
  }
}

function ofBallot(event: Told): Effects {
  const id = idOf(event);
  switch (event.type) {
    case 'BallotOpened':
      return { opens: ballotDuties(event) };
    case 'VoteCast':
    case 'DepartureNoted':
      return { ends: [`${id}:vote:${event.data.ballot}:${event.data.person}`] };
    case 'PaperVoteVoided': {
      const { ballot, person } = event.data;
      return { opens: [duty(event, 'vote', ballot, { person }, { bundle: `${id}:ballot:${ballot}` })] };
    }
    case 'CountsRecorded': {
      const { ballot, by } = event.data;
      return { ends: [`${id}:recordCounts:${ballot}:${by}`], callsBundles: [`${id}:ballot:${ballot}`] };
    }
    case 'CountsConfirmed':
    case 'BallotClosed':
      return { endsBundles: [`${id}:ballot:${event.data.ballot}`] };
    default:
      return {};
  }
}

function ofDisclosure(event: Told): Effects {
  const id = idOf(event);
  switch (event.type) {
    case 'PostingChecked': {
      const { step, opinion } = event.data;
      return opinion === 'agreed' ? { endsBundles: [`${id}:checkPosting:${step}`] } : {};
    }
    case 'ResolutionPosted':
    case 'ResultPosted':
      return { moves: true, opens: postedDuties(event) };
    case 'PostingProven':
      return { moves: true, opens: [duty(event, 'proceed', event.data.step, organ)] };
    case 'ObjectionFiled': {
      const { objection, replyBy: dueOn } = event.data;
      return { opens: [duty(event, 'answerObjection', objection, organ, { dueOn })] };
    }
    case 'ObjectionAnswered': {
      const { objection } = event.data;
      return { endsBundles: [`${id}:answerObjection:${objection}`, `${id}:escalation:${objection}`] };
    }
    case 'ObjectionEscalated': {
      const { objection, answerBy: dueOn } = event.data;
      return { opens: [duty(event, 'escalation', objection, { role: 'street' }, { dueOn })] };
    }
    case 'ImplementationStarted':
      return { moves: true, opens: [duty(event, 'complete', 'work', organ)] };
    case 'ImplementationCompleted': {
      const { next, resultPostingBy } = event.data;
      const opens = next
        ? postingDuties(event, next, resultPostingBy)
        : [duty(event, 'proceed', 'work', organ)];
      return { moves: true, opens };
    }
    default:
      return {};
  }
}

function ofStep(event: Told): Effects {
  switch (event.type) {
    case 'DecisionOpened':
      return { opens: [duty(event, 'convene', event.data.firstStep, organ)] };
    case 'StepPassed': {
      const { step, next, nextKind } = event.data;
      if (next && nextKind === 'posting') return { moves: true, opens: postingDuties(event, next, null) };
      const kind = nextKind === 'meeting' ? 'convene' : 'proceed';
      return { moves: true, opens: [duty(event, kind, next ?? step, organ)] };
    }
    case 'StepFailed':
      return { moves: true, opens: [duty(event, 'wayOut', event.data.step, organ)] };
    case 'DecisionReentered':
    case 'DecisionReferred':
      return { moves: true, opens: [duty(event, 'convene', event.data.step, organ)] };
    case 'ObjectionUpheld':
      return { moves: true, opens: [duty(event, 'convene', event.data.reenter, organ)] };
    case 'FileClosed':
    case 'DecisionWithdrawn':
    case 'DecisionAnnulled':
      return { over: true };
    default:
      return {};
  }
}

/** What an event does to the duties. */
export function effectsOf(event: Told): Effects {
  if (event.stream.startsWith('sitting-')) return ofSitting(event);
  return { ...ofBallot(event), ...ofDisclosure(event), ...ofStep(event) };
}
