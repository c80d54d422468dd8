/** Who may do what while the matter stands where: states and persons, apart by spaces. All else must be refused. */
type Cells = readonly (readonly [states: string, persons: string])[];

const everybody = 'resident representative supervision teller scrutineer secretary chair registrar stranger';
const watchers = 'supervision teller scrutineer';
const heads = 'secretary chair';
const seated = 'representative supervision teller scrutineer secretary chair';

const deliberated = 'proposal consultation review resolution assembled voting counting aid';
const resolved =
  'judged unchecked checked posted objected takenDown proven implementing completed resultProven';
const standing = `${deliberated} failed ${resolved} filed`;
const anything = `none ${standing} withdrawn annulled`;

const convener: Cells = [
  ['proposal review', 'secretary'],
  ['consultation', heads],
  ['resolution assembled', 'chair'],
];

export const lawful: Readonly<Record<string, Cells>> = {
  OpenDecision: [[anything, heads]],
  RevisePlan: convener,
  DeclareRecusal: [
    ['proposal review', 'secretary'],
    ['consultation aid', heads],
    ['resolution assembled', 'representative chair'],
  ],
  ConveneSitting: [...convener, ['voting counting', 'chair'], ['aid', heads]],
  OpenBallot: [['assembled', 'chair']],
  CastVote: [['voting', 'representative chair']],
  EnterPaperVote: [['voting', 'teller scrutineer']],
  VoidPaperVote: [['voting', 'teller scrutineer']],
  RecordCounts: [['counting', 'teller']],
  ConfirmCounts: [['counting', 'scrutineer']],
  CloseBallot: [['voting', 'teller scrutineer chair']],
  CorrectBallot: [['judged', 'teller scrutineer']],
  WithdrawDecision: [['proposal consultation review resolution assembled failed aid', 'secretary']],
  ReenterDecision: [['failed', 'secretary']],
  ReferToResidentsMeeting: [['failed', 'secretary']],
  CheckPosting: [['unchecked checked completed', watchers]],
  Post: [['checked posted objected takenDown', heads]],
  AttestHanging: [
    ['posted', seated],
    ['objected takenDown', 'representative supervision teller secretary'],
  ],
  ReportInterruption: [['posted objected takenDown', seated]],
  PhotographBoard: [['posted objected takenDown', seated]],
  AttestTakingDown: [
    ['objected', seated],
    ['takenDown', 'representative supervision teller secretary'],
  ],
  ClosePosting: [['takenDown', heads]],
  SettlePostingEnd: [],
  FileObjection: [[standing, everybody]],
  Interpellate: [[standing, everybody]],
  AnswerObjection: [['objected', heads]],
  EscalateObjection: [['objected', 'resident']],
  StartImplementation: [['proven', heads]],
  ReportProgress: [['implementing', heads]],
  RecordContract: [['implementing', heads]],
  RecordSpending: [['implementing completed', heads]],
  CompleteImplementation: [['implementing', heads]],
  RecordOutsideFact: [['aid', heads]],
  CloseFile: [['resultProven withdrawn', heads]],
  Remark: [[`${standing} withdrawn annulled`, watchers]],
  AnnulDecision: [[`${resolved} filed`, 'registrar']],

  CancelSitting: [['convened', 'chair']],
  OpenSitting: [['convened', 'chair']],
  ConfirmLateEntry: [['late', 'supervision teller scrutineer secretary']],
  RecordArrival: [['open late residents voting', heads]],
  RecordHeadcount: [['residents', heads]],
  RecordDeparture: [['open late voting', heads]],
  AdjournSitting: [['open late residents', 'chair']],
  CloseSitting: [['open late residents', 'chair']],
  RecordMinutes: [['adjourned closed minuted', heads]],
  ConfirmMinutes: [['minuted', 'representative chair']],

  RegisterPerson: [['none registered erased', 'registrar']],
  JoinPersons: [['registered', 'registrar']],
  SetContact: [['registered', 'registrar']],
  SetNoticePreferences: [['registered', 'registrar']],
  ErasePerson: [['registered', 'registrar']],
  IssueEnrolment: [['seated', 'registrar']],
  EraseItem: [['kept', 'registrar']],
  RecordToldByHand: [['unreached', heads]],
  RetryUnreached: [['unreached', heads]],
  FormOrganization: [['none formed', 'registrar']],
  SeatMembersOfOrganization: [['formed', 'registrar']],
  UnseatMemberOfOrganization: [['formed', 'registrar']],
  RefuseTask: [['unanswered claimed', heads]],
  ClaimConditions: [['unanswered claimed', heads]],
  AnswerClaim: [['claimed', 'registrar']],
  DraftAdmissionRequest: [
    ['none draft filed accepted heard reviewed granted agreed published late rated suspended', 'resident'],
  ],
  ReviseAdmissionRequest: [['draft', 'resident']],
  FileAdmissionRequest: [['draft', 'resident']],
  AcceptAdmissionRequest: [['filed', 'registrar']],
  ReturnAdmissionRequest: [['filed', 'registrar']],
  GiveOpinion: [['accepted', heads]],
  ReviewAdmissionRequest: [['heard', 'registrar']],
  DecideAdmissionRequest: [['reviewed', 'registrar']],
  SignAgreement: [['granted', 'resident']],
  PublishAdmission: [['agreed', 'registrar']],
  RecordPayment: [['agreed published late rated suspended', 'resident']],
  SuspendAdmission: [['late rated', heads]],
  ResumeAdmission: [['suspended', heads]],
  RenewAdmission: [['published late rated suspended', 'registrar']],
  ExitAdmission: [['published late rated suspended', 'registrar']],
  RecordConditionMet: [['granted agreed published late rated suspended', 'registrar']],
  RateAdmission: [
    ['late suspended', 'representative secretary chair'],
    ['rated', 'representative'],
  ],
  PublishYearlyReview: [['rated', 'registrar']],
  WithdrawAdmissionRequest: [['draft filed accepted heard reviewed granted agreed', 'resident']],
  PublishTaskCatalog: [['unpublished published', 'registrar']],
  EntrustSeal: [['unkept', heads]],
  ApplyForSeal: [['unkept kept applied signed lost', 'resident representative secretary chair']],
  ApproveSealUse: [['applied', heads]],
  DeclineSealUse: [['applied signed', 'resident secretary chair']],
  StampDocument: [['signed', 'resident']],
  ReportSealLost: [
    ['kept applied signed', 'resident secretary chair'],
    ['unkept', heads],
  ],
  ReplaceSeal: [['lost', heads]],
  FormCommunity: [['none formed', 'registrar']],
  SeatMembers: [['formed', 'registrar']],
  UnseatMember: [['formed', 'registrar']],
  DeclareRelatives: [['formed', 'registrar']],
  JoinPersonsOfCommunity: [['formed', 'registrar']],
  AuthorizeRepresentatives: [['formed', 'chair registrar']],
  RevokeAuthorization: [['formed', 'chair registrar']],
  RecordYearlyReport: [['formed', `${watchers} registrar`]],
  OpenFundLine: [['formed', 'secretary chair registrar']],
};

/** Answered with success although nothing was left to do: what was to become so is so already. */
export const alreadySo: Readonly<Record<string, Cells>> = {
  ConfirmLateEntry: [['open residents voting', everybody]],
  ConfirmMinutes: [['confirmed', everybody]],
  RecordDeparture: [['residents', heads]],
};

const names = (cells: Cells | undefined, state: string): readonly string[] =>
  (cells ?? []).flatMap(([states, persons]) => (states.split(' ').includes(state) ? persons.split(' ') : []));

/** The persons who may give this command in this state. */
export const allowed = (command: string, state: string): readonly string[] => names(lawful[command], state);
/** Those who are answered that nothing is left to do. */
export const needless = (command: string, state: string): readonly string[] =>
  names(alreadySo[command], state);

/** One state and person in which the command is lawful; undefined where there is none. */
export function lawfulCase(command: string): Readonly<{ state: string; person: string }> | undefined {
  const [cell] = lawful[command] ?? [];
  if (cell === undefined) return undefined;
  const [states, persons] = cell;
  return { state: states.split(' ')[0] as string, person: persons.split(' ')[0] as string };
}
