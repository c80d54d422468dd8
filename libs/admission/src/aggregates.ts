import type { CommunityState } from '#community/events';
import { aggregate, type Aggregate, type FactRefs } from '#eventing';
import { citing, type Facts } from '#kernel';
import { taskCatalog } from './domain/catalog.js';
import { taskRefusal } from './domain/refusal.js';
import { admissionRequest } from './domain/request.js';
import { sealRegister } from './domain/seal.js';
import type { AdmissionRequestState, AskedTask, SealRegisterState } from './events.js';

const organization = (id: string) => ({ category: 'organization', id });

/** `taskCatalog-<district>`; the fact is the admission authority that the command names. */
export const taskCatalogAggregate: Aggregate = aggregate({
  category: 'taskCatalog',
  decider: citing('R§4.5', taskCatalog),
  commands: { PublishTaskCatalog: { facts: ({ data }) => ({ authority: organization(data.authority) }) } },
});

const byDepartment = {
  facts: (_: unknown, state: AdmissionRequestState): FactRefs =>
    state.status === 'none' ? {} : { department: organization(state.application.department) },
};
const byAuthority = {
  facts: ({ data }: Readonly<{ data: Readonly<{ authority: string }> }>): FactRefs => ({
    authority: organization(data.authority),
  }),
};

/** The authority votes; the department that asks is known too, since its own people stand aside. */
const byVote = {
  facts: (
    command: Readonly<{ data: Readonly<{ authority: string }> }>,
    state: AdmissionRequestState,
  ): FactRefs => ({ ...byAuthority.facts(command), ...byDepartment.facts(command, state) }),
};

const byCommunity = {
  facts: ({ data }: Readonly<{ data: Readonly<{ community: string }> }>): FactRefs => ({
    community: { category: 'community', id: data.community },
  }),
};

/** `admissionRequest-<id>`; the facts are the department, the authority or the community that acts, and at filing the list. */
export const admissionRequestAggregate: Aggregate = aggregate({
  category: 'admissionRequest',
  decider: citing('R§4.4', admissionRequest),
  commands: {
    DraftAdmissionRequest: {
      facts: ({ data }) => ({ department: organization(data.application.department) }),
    },
    ReviseAdmissionRequest: byDepartment,
    FileAdmissionRequest: {
      facts: (command, state): FactRefs =>
        state.status === 'none'
          ? {}
          : {
              ...byDepartment.facts(command, state),
              catalog: { category: 'taskCatalog', id: state.application.district },
            },
    },
    AcceptAdmissionRequest: byAuthority,
    ReturnAdmissionRequest: byAuthority,
    GiveOpinion: { facts: ({ data }) => ({ community: { category: 'community', id: data.community } }) },
    ReviewAdmissionRequest: byAuthority,
    DecideAdmissionRequest: byVote,
    SignAgreement: byDepartment,
    PublishAdmission: byAuthority,
    RecordPayment: byDepartment,
    WithdrawAdmissionRequest: byDepartment,
    SuspendAdmission: byCommunity,
    ResumeAdmission: byCommunity,
    RenewAdmission: byVote,
    ExitAdmission: byVote,
    RecordConditionMet: byAuthority,
    RateAdmission: byCommunity,
    PublishYearlyReview: byAuthority,
    ExpireAdmission: {},
  },
});

/** The street is known only once the community is read. */
function streetAbove(_: unknown, __: unknown, facts: Facts): FactRefs {
  const community = facts['community']?.state as CommunityState | undefined;
  return community?.status === 'formed' ? { street: organization(community.parent) } : {};
}

type Asked = Readonly<{ data: Readonly<{ task: AskedTask; admission?: string | null }> }>;
const byTask = {
  facts: ({ data: { task, admission } }: Asked): FactRefs => ({
    community: { category: 'community', id: task.community },
    department: organization(task.department),
    catalog: { category: 'taskCatalog', id: task.district },
    ...(admission ? { admission: { category: 'admissionRequest', id: admission } } : {}),
  }),
  more: streetAbove,
};

/** `taskRefusal-<id>`; the facts are the community, the street above it, the list, and the admission relied on. */
export const taskRefusalAggregate: Aggregate = aggregate({
  category: 'taskRefusal',
  decider: citing('R§4.4', taskRefusal),
  commands: { RefuseTask: byTask, ClaimConditions: byTask, AnswerClaim: byAuthority },
});

const decision = (id: string | null | undefined): FactRefs =>
  id ? { decision: { category: 'decision', id } } : {};
type OfUse = Readonly<{ data: Readonly<{ community: string; number: number }> }>;
const byUse = {
  facts: (command: OfUse, { open }: SealRegisterState): FactRefs => ({
    ...byCommunity.facts(command),
    ...decision(open[command.data.number]?.decision),
  }),
};

/** `sealRegister-<community>`; the facts are the community, the street above it, the list, and the decision relied on. */
export const sealRegisterAggregate: Aggregate = aggregate({
  category: 'sealRegister',
  decider: citing('R§5.1', sealRegister),
  commands: {
    EntrustSeal: byCommunity,
    ApplyForSeal: {
      facts: (command) => ({
        ...byCommunity.facts(command),
        catalog: { category: 'taskCatalog', id: command.data.use.district },
        ...decision(command.data.use.decision),
      }),
      more: streetAbove,
    },
    ApproveSealUse: byUse,
    DeclineSealUse: byUse,
    StampDocument: byUse,
    ReportSealLost: byCommunity,
    ReplaceSeal: byCommunity,
  },
});
