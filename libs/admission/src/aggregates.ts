import type { CommunityState } from '#community/events';
import { aggregate, type Aggregate, type FactRefs } from '#eventing';
import type { Facts } from '#kernel';
import { taskCatalog } from './domain/catalog.js';
import { taskRefusal } from './domain/refusal.js';
import { admissionRequest } from './domain/request.js';
import type { AdmissionRequestState, AskedTask } from './events.js';

const organization = (id: string) => ({ category: 'organization', id });

/** `taskCatalog-<district>`; the fact is the admission authority that the command names. */
export const taskCatalogAggregate: Aggregate = aggregate({
  category: 'taskCatalog',
  decider: taskCatalog,
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

const byCommunity = {
  facts: ({ data }: Readonly<{ data: Readonly<{ community: string }> }>): FactRefs => ({
    community: { category: 'community', id: data.community },
  }),
};

/** `admissionRequest-<id>`; the facts are the department, the authority or the community that acts, and at filing the list. */
export const admissionRequestAggregate: Aggregate = aggregate({
  category: 'admissionRequest',
  decider: admissionRequest,
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
    DecideAdmissionRequest: byAuthority,
    SignAgreement: byDepartment,
    PublishAdmission: byAuthority,
    RecordPayment: byDepartment,
    WithdrawAdmissionRequest: byDepartment,
    SuspendAdmission: byCommunity,
    ResumeAdmission: byCommunity,
    RenewAdmission: byAuthority,
    ExitAdmission: byAuthority,
    ExpireAdmission: {},
  },
});

type Asked = Readonly<{ data: Readonly<{ task: AskedTask; admission?: string | null }> }>;
const byTask = {
  facts: ({ data: { task, admission } }: Asked): FactRefs => ({
    community: { category: 'community', id: task.community },
    catalog: { category: 'taskCatalog', id: task.district },
    ...(admission ? { admission: { category: 'admissionRequest', id: admission } } : {}),
  }),
  // the street is known only once the community is read
  more: (_: unknown, __: unknown, facts: Facts): FactRefs => {
    const community = facts['community']?.state as CommunityState | undefined;
    return community?.status === 'formed' ? { street: organization(community.parent) } : {};
  },
};

/** `taskRefusal-<id>`; the facts are the community, the street above it, the list, and the admission relied on. */
export const taskRefusalAggregate: Aggregate = aggregate({
  category: 'taskRefusal',
  decider: taskRefusal,
  commands: { RefuseTask: byTask, ClaimConditions: byTask, AnswerClaim: byAuthority },
});
