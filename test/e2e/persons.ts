import { people, places } from '../stack/realm.js';
import { officeOf } from './registers.js';
import { register, type Ask } from './requests.js';

/** The commands to persons. */
export const ofPersons: Readonly<Record<string, Ask>> = {
  RegisterPerson: ({ decision: id }) => ({
    path: 'persons',
    body: { name: '居民甲', communityNumber: id, office: places.street },
  }),
  JoinPersons: register('persons/:id/joining', () => ({
    ...{ into: people.representative, reason: '同一人两张证件', office: places.street },
  })),
  SetContact: register('persons/:id/contact', () => ({
    ...{ contact: '13900000000', ways: ['sms'], office: places.street },
  })),
  SetNoticePreferences: register('persons/:id/notice-preferences', () => ({
    ...{ daily: true, follows: [places.community], office: places.street },
  })),
  ErasePerson: register('persons/:id/erasure', () => ({ reason: '本人申请', office: places.street })),
};

/** The commands to accounts that have a route of their own; signing in has routes that take no command. */
export const ofAccounts: Readonly<Record<string, Ask>> = {
  IssueEnrolment: register('accounts/:id/enrolments', ({ decision: id }) => ({
    place: { kind: 'organization', id: officeOf(id) },
  })),
};
