import { choice, day, long, option, reason, type Act, type Field, type Filled } from '../act/act';
import type { Admission } from './answers';

const number = (name: string, zh: string, en: string, value: number): Field => ({
  name,
  kind: 'number',
  label: { zh, en },
  value,
});
const file = (name: string, zh: string, en: string): Field => ({ name, kind: 'file', label: { zh, en } });
const yuan = (name: string, zh: string, en: string): Field => ({ name, kind: 'yuan', label: { zh, en } });

const vote = (today: string): readonly Field[] => [
  day('heldOn', '会议日期', 'Held on', today),
  number('present', '到会', 'Present', 5),
  number('yes', '赞成', 'Yes', 5),
  number('no', '反对', 'No', 0),
  number('abstain', '弃权', 'Abstain', 0),
  file('minutesHash', '会议记录', 'Minutes'),
];
const sittingIn = ({ heldOn, present, yes, no, abstain, minutesHash }: Filled) => ({
  ...{ heldOn, present, yes, no, abstain, minutesHash },
});

/** What the department may do with its request. */
function ofDepartment({ id, communities: targets }: Admission, today: string): readonly Act[] {
  const at = { id };
  const communities = targets.map((one) => option(one, one.slice(0, 8), one.slice(0, 8)));
  return [
    {
      ...{ key: 'FileAdmissionRequest', path: '/api/admission-requests/{id}/filing', at, fields: [] },
      title: { zh: '提交申请', en: 'File it' },
    },
    {
      ...{ key: 'SignAgreement', path: '/api/admission-requests/{id}/agreement', at },
      title: { zh: '登记签订的协议', en: 'Record the signed agreement' },
      fields: [day('signedOn', '签订日期', 'Signed on', today), file('documentHash', '协议', 'Agreement')],
    },
    {
      ...{ key: 'RecordPayment', path: '/api/admission-requests/{id}/payments', at },
      title: { zh: '登记拨款', en: 'Record a payment' },
      fields: [
        choice('community', '社区', 'Community', communities),
        day('paidOn', '拨付日期', 'Paid on', today),
        yuan('amountFen', '金额（元）', 'Amount (yuan)'),
        file('voucherHash', '凭证', 'Voucher'),
      ],
    },
    {
      ...{
        key: 'WithdrawAdmissionRequest',
        path: '/api/admission-requests/{id}/withdrawal',
        at,
        fields: [reason],
      },
      title: { zh: '撤回申请', en: 'Withdraw it' },
    },
  ];
}

/** What the admission authority may do. */
function ofAuthority({ id }: Admission, authority: string, today: string): readonly Act[] {
  const at = { id };
  const withAuthority = (filled: Filled): object => ({ ...filled, authority });
  return [
    {
      ...{ key: 'AcceptAdmissionRequest', path: '/api/admission-requests/{id}/acceptance', at, fields: [] },
      ...{ title: { zh: '受理', en: 'Accept it' }, body: withAuthority },
    },
    {
      ...{ key: 'ReturnAdmissionRequest', path: '/api/admission-requests/{id}/return', at, fields: [reason] },
      ...{ title: { zh: '退回补正', en: 'Give it back to be completed' }, body: withAuthority },
    },
    {
      ...{ key: 'ReviewAdmissionRequest', path: '/api/admission-requests/{id}/review', at },
      ...{ title: { zh: '审核意见', en: 'Review it' }, body: withAuthority },
      fields: [long('opinion', '意见', 'Opinion')],
    },
    {
      ...{
        key: 'DecideAdmissionRequest',
        path: '/api/admission-requests/{id}/decision',
        at,
        fields: vote(today),
      },
      title: { zh: '登记表决', en: "Record the authority's vote" },
      body: (filled) => ({ authority, sitting: sittingIn(filled), conditions: [] }),
    },
    {
      ...{
        key: 'PublishAdmission',
        path: '/api/admission-requests/{id}/publication',
        at,
        body: withAuthority,
      },
      title: { zh: '公布准入', en: 'Publish it' },
      fields: [
        day('publishedOn', '公布日期', 'Published on', today),
        file('documentHash', '公布文件', 'Document'),
      ],
    },
    {
      ...{ key: 'ExitAdmission', path: '/api/admission-requests/{id}/exit', at },
      title: { zh: '登记退出', en: 'Record its exit' },
      fields: [
        ...vote(today),
        choice('grounds', '理由', 'Grounds', [
          option('done', '任务完成', 'done'),
          option('unpaid', '经费不到位', 'not paid'),
          option('disapproval', '居民不认可', 'residents disapprove'),
          option('basisGone', '依据失效', 'its basis is gone'),
        ]),
        reason,
      ],
      body: (filled) => ({
        ...{ authority, sitting: sittingIn(filled), grounds: filled['grounds'], reason: filled['reason'] },
      }),
    },
  ];
}

/** What a community that it concerns may do. */
function ofCommunity({ id }: Admission, community: string, today: string): readonly Act[] {
  const at = { id };
  const ours = (filled: Filled): object => ({ ...filled, community });
  return [
    {
      ...{ key: 'GiveOpinion', path: '/api/admission-requests/{id}/opinions', at, body: ours },
      title: { zh: '社区意见', en: 'Opinion of the community' },
      fields: [
        choice('opinion', '意见', 'Opinion', [
          option('for', '同意', 'for'),
          option('against', '不同意', 'against'),
          option('conditions', '附条件同意', 'on conditions'),
        ]),
        long('text', '理由', 'Why'),
      ],
    },
    {
      ...{
        key: 'SuspendAdmission',
        path: '/api/admission-requests/{id}/suspension',
        at,
        body: ours,
        fields: [reason],
      },
      title: { zh: '经费逾期，暂停办理', en: 'Stop the work: money is late' },
    },
    {
      ...{
        key: 'ResumeAdmission',
        path: '/api/admission-requests/{id}/resumption',
        at,
        body: ours,
        fields: [],
      },
      title: { zh: '恢复办理', en: 'Take the work up again' },
    },
    {
      ...{ key: 'RateAdmission', path: '/api/admission-requests/{id}/ratings', at },
      title: { zh: '年度评价', en: 'Yearly rating' },
      fields: [
        number('year', '年度', 'Year', Number(today.slice(0, 4))),
        choice('satisfied', '评价', 'Rating', [
          option('yes', '满意', 'satisfied'),
          option('no', '不满意', 'not satisfied'),
        ]),
        long('text', '说明', 'Text'),
      ],
      body: ({ satisfied, ...filled }) => ({ ...filled, community, satisfied: satisfied === 'yes' }),
    },
  ];
}

/** Who one is to a request: its department, the authority before which it lies, a community that it concerns. */
export type Standing = Readonly<{
  department: boolean;
  authority: string | undefined;
  communities: readonly string[];
}>;

/** What may be thought of for those who stand so; whether it may be done the API says. */
export const actsOn = (admission: Admission, standing: Standing, today: string): readonly Act[] => [
  ...(standing.department ? ofDepartment(admission, today) : []),
  ...(standing.authority === undefined ? [] : ofAuthority(admission, standing.authority, today)),
  ...standing.communities.flatMap((community) => ofCommunity(admission, community, today)),
];
