import type { Bilingual, templates } from './texts.js';

/** What stands above each template, in an e-mail's subject and a robot's title. As fixed as the texts. */
export const subjects: Readonly<Record<keyof typeof templates, Bilingual>> = {
  'meetingConvened/1': { zh: '会议通知：{heldOn} {time}', en: 'Meeting on {heldOn} at {time}' },
  'meetingCancelled/1': { zh: '会议取消：{heldOn}', en: 'Meeting of {heldOn} cancelled' },
  'stepDecided/1': { zh: '「{title}」{step}：{result}', en: '“{title}”: {step}, {result}' },
  'stepDecided/2': { zh: '「{title}」{step}：{result}', en: '“{title}”: {step}, {result}' },
  'posted/1': { zh: '公示：「{title}」{step}', en: 'Posted: “{title}”, {step}' },
  'objectionFiled/1': { zh: '「{title}」收到异议', en: 'An objection to “{title}”' },
  'objectionFiled/2': { zh: '「{title}」收到异议', en: 'An objection to “{title}”' },
  'objectionAnswered/1': { zh: '您的异议已有答复', en: 'Your objection was answered' },
  'objectionLate/1': { zh: '「{title}」的异议已上报', en: 'An objection to “{title}” was passed up' },
  'admissionFiled/1': { zh: '「{title}」申请准入', en: 'An admission of “{title}” is asked for' },
  'admissionHearing/1': { zh: '「{title}」请提出意见', en: 'What do you think of “{title}”?' },
  'admissionReturned/1': { zh: '「{title}」申请已退回', en: 'The request for “{title}” was given back' },
  'admissionDecided/1': { zh: '「{title}」准入：{result}', en: 'The admission of “{title}”: {result}' },
  'admissionPublished/1': { zh: '「{title}」准入已公布', en: 'The admission of “{title}” is published' },
  'admissionSuspended/1': { zh: '「{title}」有社区暂停承接', en: 'A community has stopped “{title}”' },
  'admissionBelow/1': {
    zh: '「{title}」评议低于标准',
    en: 'The review of “{title}” fell below the threshold',
  },
  'admissionEnded/1': { zh: '「{title}」准入已终止', en: 'The admission of “{title}” has ended' },
  'admissionLate/1': { zh: '「{title}」准入申请逾期未决', en: 'The request for “{title}” is late' },
  'admissionExpiring/1': {
    zh: '「{title}」准入将于 {on} 到期',
    en: 'The admission of “{title}” ends on {on}',
  },
  'paymentLate/1': { zh: '「{title}」经费到期未付', en: 'Money for “{title}” is late' },
  'taskRefused/1': { zh: '社区拒绝「{title}」', en: 'A community refused “{title}”' },
  'conditionsClaimed/1': {
    zh: '就「{title}」要求经费和条件',
    en: 'Money and conditions are claimed for “{title}”',
  },
  'claimAnswered/1': { zh: '就「{title}」的要求已有答复', en: 'The claim for “{title}” was answered' },
  'claimLate/1': { zh: '就「{title}」的要求逾期未答', en: 'The claim for “{title}” is late' },
  'replyDue/1': { zh: '「{title}」的异议待答复', en: 'An objection to “{title}” waits for its reply' },
};
