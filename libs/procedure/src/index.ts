export * from './types.js';
export * from './roll.js';
export { stillOpen, type Matter } from './matter.js';
export { addDays, dayOf, daysBetween, isCivilDate } from './civil-date.js';
export {
  addWorkingDays,
  isWorkingDay,
  periodEnd,
  workingDaysBetween,
  type Reckoned,
} from './working-days.js';
export { carries, elects, quorumMet } from './share.js';
export {
  castVote,
  counted,
  departed,
  openedBallot,
  voidVote,
  whyMayNotVote,
  whyPaperUnfit,
  type Why,
} from './ballot.js';
export { countsOf, judge, tallyOf, whyCountsWrong } from './ballot-result.js';
export { adultsNeeded, interpellation, interpellationDue } from './interpellation.js';
export { escalationOf, toldShare } from './telling.js';
export { ruleSetHash } from './fingerprint.js';
export { organicLaw, type OrganicLaw } from './organic-law.js';
export { loadRuleSet } from './load.js';
export { floorOn, ruleSet, ruleSets } from './shipped.js';
export { meetingStepOn, postingStepOn, residentsMeetingOn } from './on-day.js';
