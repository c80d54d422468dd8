import type { Recorded } from '#kernel';
import type { AdmissionRequestEvent, TaskRefusalEvent } from '#admission/events';
import { occasion, type Occasion } from './occasions.js';

const results = {
  ...{ AdmissionGranted: 'granted', AdmissionRejected: 'rejected', AdmissionRenewed: 'renewed' },
  ...{ RenewalDeclined: 'notRenewed', ExitDeclined: 'notExited' },
} as const;

/** What an event of a request for admission calls for (procedures §6). */
export function ofAdmission(event: Recorded<AdmissionRequestEvent>): Occasion | undefined {
  switch (event.type) {
    case 'AdmissionRequestFiled': {
      const { decideBy } = event.data;
      return occasion('admissionFiled', { to: ['authority'], latest: decideBy, text: { decideBy } });
    }
    case 'AdmissionRequestAccepted':
      return occasion('admissionHearing', { to: ['targets'] });
    case 'AdmissionRequestReturned':
      return occasion('admissionReturned', { to: ['department'] });
    case 'AdmissionGranted':
    case 'AdmissionRejected':
    case 'AdmissionRenewed':
    case 'RenewalDeclined':
    case 'ExitDeclined':
      return occasion('admissionDecided', {
        to: ['department', 'targets', 'authority'],
        text: { result: results[event.type] },
      });
    case 'AdmissionPublished': {
      const { from, until } = event.data;
      return occasion('admissionPublished', {
        to: ['department', 'targets', 'authority'],
        latest: from,
        text: { from, until },
      });
    }
    case 'AdmissionSuspended':
      return occasion('admissionSuspended', { to: ['department', 'authority'] });
    case 'YearlyReviewPublished': {
      const { below, year } = event.data;
      return below
        ? occasion('admissionBelow', { to: ['authority', 'department'], text: { year: String(year) } })
        : undefined;
    }
    case 'AdmissionExited':
    case 'AdmissionExpired': {
      const ended = event.type === 'AdmissionExited' ? 'exited' : 'expired';
      return occasion('admissionEnded', { to: ['department', 'targets'], text: { ended } });
    }
    default:
      return undefined;
  }
}

/** What a refusal or a claim calls for (procedures §4: the authority is told). */
export function ofRefusal(event: Recorded<TaskRefusalEvent>): Occasion | undefined {
  switch (event.type) {
    case 'UnadmittedTaskReported':
      return occasion('taskRefused', {
        to: ['authority', 'department'],
        text: { article: event.data.article },
      });
    case 'ConditionsClaimed': {
      const { answerBy } = event.data;
      return occasion('conditionsClaimed', {
        to: ['authority', 'department'],
        latest: answerBy,
        text: { answerBy },
      });
    }
    case 'ClaimAnswered':
      return occasion('claimAnswered', { to: ['targets'] });
    default:
      return undefined;
  }
}
