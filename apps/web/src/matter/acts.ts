import { sha256 } from '../api/sha256';
import type { Decision, RuleSet } from '../api/answers';
import { choice, day, line, long, option, reason, type Act, type Field } from '../act/act';

/** What a sheet on the board says, as one hash: the plan that was resolved and every verdict. */
function contentHash(decision: Decision): Promise<string> {
  const said = {
    decision: decision.decision,
    plan: decision.plans.at(-1)?.hash,
    verdicts: decision.ballots.map(({ number, counts, verdict }) => ({ number, counts, verdict })),
  };
  return sha256(JSON.stringify(said));
}

function whileDeliberating({ decision: id, step, money, plans }: Decision, person: string): readonly Act[] {
  const at = { id };
  return [
    {
      ...{ key: 'RevisePlan', path: '/api/decisions/{id}/plan', at },
      title: { zh: '修改方案', en: 'Revise the plan' },
      fields: [long('plan', '方案', 'The plan', plans.at(-1)?.text ?? ''), reason],
      body: (filled) => ({ ...filled, money }),
    },
    {
      ...{ key: 'DeclareRecusal', path: '/api/decisions/{id}/recusals', at },
      title: { zh: '申请回避', en: 'Stand aside for an interest in the matter' },
      fields: [reason],
      body: (filled) => ({ ...filled, step, person }),
    },
    {
      ...{ key: 'WithdrawDecision', path: '/api/decisions/{id}/withdrawal', at },
      title: { zh: '撤回事项', en: 'Withdraw the matter' },
      fields: [reason],
    },
  ];
}

function whilePosting(decision: Decision, today: string): readonly Act[] {
  const { decision: id, step } = decision;
  const at = { id, step };
  const posting = decision.postings.findLast((one) => one.step === step && !one.void);
  const place = (posting?.places ?? ['board']).filter((one) => one !== 'web');
  const places = choice(
    'place',
    '地点',
    'Place',
    place.map((one) => option(one, one === 'board' ? '公示栏' : one, one)),
  );
  const attested = [day('on', '日期', 'Day', today), places];
  return [
    {
      ...{ key: 'CheckPosting', path: '/api/decisions/{id}/postings/{step}/check', at },
      title: { zh: '公示前审核', en: 'Check before the posting' },
      fields: [
        choice('opinion', '意见', 'Opinion', [
          option('agreed', '同意公示', 'agreed'),
          option('objected', '不同意', 'objected'),
        ]),
        line('remark', '说明', 'Remark', ''),
      ],
      body: ({ opinion, remark }) => ({ opinion, remark: remark === '' ? null : remark }),
    },
    {
      ...{ key: 'Post', path: '/api/decisions/{id}/postings/{step}', at },
      title: { zh: '张榜公示', en: 'Post it' },
      body: async ({ from, places: where }) => ({
        from,
        places: String(where).split(','),
        contentHash: await contentHash(decision),
      }),
      fields: [
        day('from', '自', 'From', today),
        choice('places', '地点', 'Places', [
          option('board,web', '公示栏和网页', 'board and web'),
          option('board', '公示栏', 'board'),
        ]),
      ],
    },
    {
      ...{ key: 'AttestHanging', path: '/api/decisions/{id}/postings/{step}/hangings', at },
      title: { zh: '证明已张贴', en: 'Attest that the sheet hangs' },
      fields: attested,
    },
    {
      ...{ key: 'PhotographBoard', path: '/api/decisions/{id}/postings/{step}/photographs', at },
      title: { zh: '上传公示栏照片', en: 'Add a photograph of the board' },
      fields: [
        ...attested,
        { name: 'photoHash', kind: 'file', label: { zh: '照片', en: 'Photograph' } },
        line('dayCode', '照片上的当日码', 'Code of the day on it', ''),
      ],
      body: ({ dayCode, ...filled }) => ({ ...filled, dayCode: dayCode === '' ? null : dayCode }),
    },
    {
      ...{ key: 'AttestTakingDown', path: '/api/decisions/{id}/postings/{step}/takings-down', at },
      title: { zh: '证明已取下', en: 'Attest that the sheet was taken down' },
      fields: attested,
    },
    {
      ...{ key: 'ClosePosting', path: '/api/decisions/{id}/postings/{step}/closing', at },
      title: { zh: '结束公示', en: 'Close the posting' },
      fields: [],
    },
  ];
}

function whileWorking({ decision: id, money }: Decision, today: string): readonly Act[] {
  const at = { id };
  const contract: readonly Field[] = [
    line('payee', '收款人', 'Payee'),
    { name: 'amountFen', kind: 'yuan', label: { zh: '金额（元）', en: 'Amount (yuan)' } },
  ];
  return [
    {
      ...{ key: 'StartImplementation', path: '/api/decisions/{id}/implementation', at },
      title: { zh: '开始实施', en: 'Start the implementation' },
      fields: [day('startedOn', '开始日期', 'Started on', today)],
    },
    {
      ...{ key: 'ReportProgress', path: '/api/decisions/{id}/progress', at },
      title: { zh: '报告进度', en: 'Report progress' },
      fields: [
        { name: 'percent', kind: 'percent', label: { zh: '完成（%）', en: 'Done (%)' }, value: 50 },
        line('note', '说明', 'Note'),
      ],
    },
    ...(money === null
      ? []
      : [
          {
            ...({ key: 'RecordContract', path: '/api/decisions/{id}/contracts', at } as const),
            title: { zh: '登记合同', en: 'Record a contract' },
            fields: [
              ...contract,
              day('signedOn', '签订日期', 'Signed on', today),
              { name: 'documentHash', kind: 'file', label: { zh: '合同', en: 'Contract' } } as const,
            ],
          },
          {
            ...({ key: 'RecordSpending', path: '/api/decisions/{id}/spending', at } as const),
            title: { zh: '登记付款', en: 'Record a payment' },
            fields: [
              ...contract,
              day('paidOn', '付款日期', 'Paid on', today),
              { name: 'voucherHash', kind: 'file', label: { zh: '凭证', en: 'Voucher' } } as const,
            ],
            body: (filled: Readonly<Record<string, unknown>>) => ({
              ...filled,
              line: money.line,
              purpose: money.purpose,
            }),
          },
        ]),
    {
      ...{ key: 'CompleteImplementation', path: '/api/decisions/{id}/completion', at },
      title: { zh: '办结', en: 'Complete the implementation' },
      fields: [day('completedOn', '完成日期', 'Completed on', today)],
    },
  ];
}

function afterFailing({ decision: id, money, plans }: Decision): readonly Act[] {
  const at = { id };
  return [
    {
      ...{ key: 'ReenterDecision', path: '/api/decisions/{id}/reentry', at },
      title: { zh: '修改后重新提议', en: 'Revise it and enter it again' },
      fields: [
        choice('step', '从哪一步开始', 'From which step', [
          option('proposal', '提议', 'proposal'),
          option('consultation', '商议', 'consultation'),
        ]),
        long('plan', '方案', 'The plan', plans.at(-1)?.text ?? ''),
        choice('substantive', '改动', 'Change', [
          option('yes', '实质修改', 'in substance'),
          option('no', '文字修改', 'in words'),
        ]),
        reason,
      ],
      body: ({ substantive, ...filled }) => ({ ...filled, money, substantive: substantive === 'yes' }),
    },
    {
      ...{ key: 'ReferToResidentsMeeting', path: '/api/decisions/{id}/referral', at, fields: [reason] },
      title: { zh: '提交居民会议决定', en: "Refer it to the residents' meeting" },
    },
    {
      ...{ key: 'WithdrawDecision', path: '/api/decisions/{id}/withdrawal', at, fields: [reason] },
      title: { zh: '撤回事项', en: 'Withdraw the matter' },
    },
  ];
}

const always = ({ decision: id, objections }: Decision): readonly Act[] => [
  ...objections
    .filter(({ outcome }) => outcome === 'open')
    .map(({ objection, text, replyBy }): Act => ({
      ...{ key: `AnswerObjection ${objection}`, path: '/api/decisions/{id}/objections/{objection}/answer' },
      at: { id, objection },
      title: {
        zh: `答复异议（${replyBy} 前）：${text ?? ''}`,
        en: `Answer an objection (by ${replyBy}): ${text ?? ''}`,
      },
      fields: [
        long('reply', '答复', 'Reply'),
        choice('outcome', '处理', 'Outcome', [
          option('answered', '已说明', 'explained'),
          option('upheldToReview', '成立，退回党员大会审议', 'upheld: back to the review'),
          option('upheldToResolution', '成立，退回会议决议', 'upheld: back to the resolution'),
        ]),
      ],
    })),
  {
    ...{ key: 'CloseFile', path: '/api/decisions/{id}/file', at: { id } },
    title: { zh: '归档', en: 'Close the file' },
    fields: [],
  },
];

/** What may be thought of where the matter stands; whether it may be done, and why not, the API says of each. */
export function actsOf(decision: Decision, ruleSet: RuleSet, person: string, today: string): readonly Act[] {
  const kind = ruleSet.steps.find(({ key }) => key === decision.step)?.kind;
  if (decision.phase === 'failed') return [...afterFailing(decision), ...always(decision)];
  const here =
    kind === 'meeting'
      ? whileDeliberating(decision, person)
      : kind === 'posting'
        ? [...whilePosting(decision, today), ...whileWorking(decision, today)]
        : whileWorking(decision, today);
  return [...here, ...always(decision)];
}
