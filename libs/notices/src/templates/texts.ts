import type { NoticeKind } from '../events.js';

/** One text in both languages, Chinese first. */
export type Bilingual = Readonly<{ zh: string; en: string }>;

/** Every version that was ever sent stays here, so that a notice can be shown as it was. */
export const templates = {
  'meetingConvened/1': {
    zh: '会议通知：{heldOn} {time}，{place}。议题：{titles}。届时请到会。',
    en: 'You are called to a meeting on {heldOn} at {time}, {place}. On the agenda: {titles}.',
  },
  'meetingCancelled/1': {
    zh: '会议取消：原定 {heldOn} 的会议不再举行。议题：{titles}。',
    en: 'The meeting of {heldOn} is cancelled. It was to treat: {titles}.',
  },
  'stepDecided/1': {
    zh: '「{title}」：{step}的结果为{result}。算式与依据见决策页。',
    en: '“{title}”: {step} — {result}. The arithmetic and the article stand on its page.',
  },
  'stepDecided/2': {
    zh: '「{title}」：{step}的结果为{result}。算式与依据见决策页。',
    en: '“{title}”: {step} — {result}. The arithmetic and the article stand on its page.',
  },
  'posted/1': {
    zh: '「{title}」{step}已张榜，自 {from} 起，至 {lastDay} 止；{objectionUntil} 前可提出异议。',
    en: '“{title}”: {step} is posted from {from} to {lastDay}; objections until {objectionUntil}.',
  },
  'objectionFiled/1': {
    zh: '「{title}」收到一件异议（回执 {receipt}），请于 {replyBy} 前答复。',
    en: 'An objection to “{title}” was filed (receipt {receipt}); a reply is due by {replyBy}.',
  },
  // the receipt is the objector's alone
  'objectionFiled/2': {
    zh: '「{title}」收到一件异议，请于 {replyBy} 前答复。',
    en: 'An objection to “{title}” was filed; a reply is due by {replyBy}.',
  },
  'objectionAnswered/1': {
    zh: '您对「{title}」提出的异议已于 {answeredOn} 答复，请登录查看。',
    en: 'Your objection to “{title}” was answered on {answeredOn}; please sign in to read it.',
  },
  'objectionLate/1': {
    zh: '「{title}」的一件异议{why}，已于 {escalatedOn} 报街道（乡镇），请于 {answerBy} 前处理。',
    en: 'An objection to “{title}” was passed up on {escalatedOn} ({why}); please act by {answerBy}.',
  },
  'admissionFiled/1': {
    zh: '「{title}」申请准入，请于 {decideBy} 前作出决定。',
    en: 'An admission of “{title}” is asked for; a decision is due by {decideBy}.',
  },
  'admissionHearing/1': {
    zh: '「{title}」拟进入社区，请提出意见（赞成、反对或附条件）并说明理由。',
    en: 'An admission of “{title}” is asked for; say whether you are for it, against it, or on which conditions, and why.',
  },
  'admissionReturned/1': {
    zh: '「{title}」的准入申请已退回，请登录查看理由，补齐后再提交。',
    en: 'The request for “{title}” was given back; please sign in to read why, complete it and file it again.',
  },
  'admissionDecided/1': {
    zh: '「{title}」的准入：{result}。算式与依据见申请页。',
    en: 'The admission of “{title}”: {result}. The arithmetic and the article stand on its page.',
  },
  'admissionPublished/1': {
    zh: '「{title}」准入已公布，自 {from} 起，至 {until} 止。',
    en: 'The admission of “{title}” is published, in force from {from} to {until}.',
  },
  'admissionSuspended/1': {
    zh: '「{title}」：一个社区因应付款逾期已暂停承接。',
    en: '“{title}”: a community has stopped the work, since its money is late.',
  },
  'admissionBelow/1': {
    zh: '「{title}」{year} 年度评议低于标准，请准入管理机构审议是否退出。',
    en: 'The review of {year} of “{title}” fell below the threshold: the authority is to decide on its exit.',
  },
  'admissionEnded/1': {
    zh: '「{title}」准入已终止：{ended}。',
    en: 'The admission of “{title}” has ended: {ended}.',
  },
  'admissionLate/1': {
    zh: '「{title}」的准入申请应于 {on} 前决定，现已逾期；沉默不等于同意。',
    en: 'The request for “{title}” was to be decided by {on} and is late; silence is no approval.',
  },
  'admissionExpiring/1': {
    zh: '「{title}」准入将于 {on} 到期，如需续期请在此前办理。',
    en: 'The admission of “{title}” ends on {on}; to prolong it, act before.',
  },
  'paymentLate/1': {
    zh: '「{title}」应于 {on} 拨付的经费尚未付清；宽限期满后社区有权暂停。',
    en: 'Money for “{title}” was due on {on} and is not paid in full; after the grace a community may stop the work.',
  },
  'taskRefused/1': {
    zh: '社区拒绝了未经准入的任务「{title}」，依据：{article}。',
    en: 'A community refused “{title}”, which was not admitted: {article}.',
  },
  'conditionsClaimed/1': {
    zh: '社区就应当协助的事项「{title}」要求经费和条件，请于 {answerBy} 前答复。',
    en: 'A community claims money and conditions for “{title}”; an answer is due by {answerBy}.',
  },
  'claimAnswered/1': {
    zh: '就「{title}」要求的经费和条件已有答复，请登录查看。',
    en: 'The claim for “{title}” was answered; please sign in to read it.',
  },
  'claimLate/1': {
    zh: '社区就「{title}」要求的经费和条件应于 {on} 前答复，现已逾期。',
    en: 'The claim for “{title}” was to be answered by {on} and is late.',
  },
  'replyDue/1': {
    zh: '「{title}」的一件异议尚未答复，答复期限为 {replyBy}。',
    en: 'An objection to “{title}” still waits for its reply, due by {replyBy}.',
  },
  'postingUnclosed/1': {
    zh: '「{title}」{step}的公示已于 {on} 期满，请核实张贴情况并结束公示。',
    en: 'The {step} of “{title}” was to hang until {on}: please attest where it hung and close it.',
  },
  'resultUnposted/1': {
    zh: '「{title}」已实施完毕，{step}应于 {on} 前张贴，现已逾期。',
    en: '“{title}” is carried out; the {step} was to be posted by {on} and is late.',
  },
  'stepOverdue/1': {
    zh: '「{title}」停留在{step}阶段，截至 {on} 已满 60 日无进展，请推进、撤回或说明。',
    en: '“{title}” waits at {step}, and on {on} had not moved for 60 days: please go on with it, withdraw it or explain.',
  },
  'minutesUnconfirmed/1': {
    zh: '{heldOn} 会议的记录至 {on} 仍未确认。议题：{titles}。',
    en: 'The minutes of the meeting of {heldOn} were not confirmed by {on}. It treated: {titles}.',
  },
  'termEnding/1': {
    zh: '贵社区（村）有成员任期将于 {on} 届满，尚无接任者登记，请及时换届。',
    en: 'Terms of members of your community end on {on} and nobody is recorded to follow them: please hold the election in time.',
  },
  'authorizationEnding/1': {
    zh: '对代表会议的授权将于 {on} 届满；届满后代表会议不得就所授权事项作出决定。',
    en: 'What was handed on to the representatives ends on {on}; from then on they may not decide on it.',
  },
  'meetingOverdue/1': {
    zh: '代表会议自上次召开至 {on} 已满半年，请及时召集。',
    en: 'On {on} half a year had passed since the representatives met last: please convene them.',
  },
  'disclosed/1': {
    zh: '您关注的社区有新的公开：「{title}」{step}，自 {from} 起，至 {lastDay} 止；{objectionUntil} 前可提出异议。不再关注的，请登录更改通知设置。',
    en: 'New on the board that you follow: “{title}”, {step}, from {from} to {lastDay}; objections until {objectionUntil}. To follow it no more, sign in and change your settings.',
  },
  'digest/1': {
    zh: '{on} 通知汇总，共 {count} 件。{itemsZh}',
    en: 'Your notices of {on}, {count} in all. {itemsEn}',
  },
  'interpellationFiled/1': {
    zh: '「{title}」收到一件书面质询，请于 {replyBy} 前答复。',
    en: 'A written interpellation on “{title}” was filed; a reply is due by {replyBy}.',
  },
  'yearlyReportDue/1': {
    zh: '{report}应于 {on} 前完成，尚未登记。',
    en: '{report} is to be done by {on} and is not recorded yet.',
  },
  'yearlyReportMissing/1': {
    zh: '{report}应于 {on} 前完成，至今没有登记。',
    en: '{report} was to be done by {on} and is not recorded.',
  },
  'progressUnreported/1': {
    zh: '「{title}」正在实施，截至 {on} 已满一季度没有进展记录，请报告进展或办理完工。',
    en: '“{title}” is being carried out, and on {on} a quarter had passed without a report: please report on it, or that it is done.',
  },
  'meetingOverdue/2': {
    zh: '代表会议自上次召开至 {on} 已满{period}，请及时召集。',
    en: 'On {on} {period} had passed since the representatives met last: please convene them.',
  },
} as const satisfies Readonly<Record<`${NoticeKind}/${number}`, Bilingual>>;

const steps = {
  proposal: { zh: '党组织提议', en: 'proposal' },
  consultation: { zh: '两委会商议', en: 'consultation' },
  review: { zh: '党员大会审议', en: 'review' },
  resolution: { zh: '居民代表会议决议', en: 'resolution' },
  resolutionPosting: { zh: '决议公开', en: 'disclosure of the resolution' },
  implementation: { zh: '实施', en: 'implementation' },
  resultPosting: { zh: '实施结果公开', en: 'disclosure of the result' },
  meeting: { zh: '会议表决', en: 'meeting' },
};

/** Words for the codes that a field may hold, or that it holds in one version of one template. */
export const words: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  step: steps,
  // whoever resolves, of a city or a village, representatives or all: the notice names no body
  'stepDecided/2.step': { ...steps, resolution: { zh: '会议决议', en: 'resolution' } },
  result: {
    passed: { zh: '通过', en: 'passed' },
    failed: { zh: '未通过', en: 'not passed' },
    recountedPassed: { zh: '更正计票后通过', en: 'passed after a recount' },
    renewed: { zh: '同意续期', en: 'prolonged' },
    notRenewed: { zh: '不予续期', en: 'not prolonged' },
    notExited: { zh: '不予退出', en: 'not ended before its term' },
    granted: { zh: '准入', en: 'let in' },
    rejected: { zh: '不予准入', en: 'not let in' },
    recountedFailed: { zh: '更正计票后未通过', en: 'not passed after a recount' },
  },
  ended: {
    exited: { zh: '经准入管理机构表决退出', en: 'by a vote of the authority' },
    expired: { zh: '期限已满', en: 'its term is over' },
  },
  report: {
    review: { zh: '对委员会成员的年度民主评议', en: 'The yearly review of the committee’s members' },
    supervision: { zh: '监督委员会的年度报告', en: 'The supervision committee’s yearly report' },
  },
  period: { half: { zh: '半年', en: 'half a year' }, quarter: { zh: '一季度', en: 'a quarter' } },
  why: {
    late: { zh: '逾期未答复', en: 'no reply in time' },
    notSatisfied: { zh: '提出人对答复不满意', en: 'the objector is not satisfied' },
  },
};

/** The version of each template that new notices use. */
export const currentVersion: Readonly<Record<NoticeKind, number>> = {
  meetingConvened: 1,
  meetingCancelled: 1,
  stepDecided: 2,
  posted: 1,
  objectionFiled: 2,
  objectionAnswered: 1,
  objectionLate: 1,
  replyDue: 1,
  ...{ admissionFiled: 1, admissionHearing: 1, admissionReturned: 1, admissionDecided: 1 },
  ...{ admissionPublished: 1, admissionSuspended: 1, admissionBelow: 1, admissionEnded: 1, admissionLate: 1 },
  ...{
    admissionExpiring: 1,
    paymentLate: 1,
    taskRefused: 1,
    conditionsClaimed: 1,
    claimAnswered: 1,
    claimLate: 1,
  },
  ...{ postingUnclosed: 1, resultUnposted: 1, stepOverdue: 1, minutesUnconfirmed: 1 },
  ...{ termEnding: 1, authorizationEnding: 1, meetingOverdue: 2 },
  ...{
    disclosed: 1,
    digest: 1,
    interpellationFiled: 1,
    yearlyReportDue: 1,
    yearlyReportMissing: 1,
    progressUnreported: 1,
  },
};
