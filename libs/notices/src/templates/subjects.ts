import type { Bilingual, templates } from './texts.js';

/** What stands above each template, in an e-mail's subject and a robot's title. As fixed as the texts. */
export const subjects: Readonly<Record<keyof typeof templates, Bilingual>> = {
  'meetingConvened/1': { zh: '会议通知：{heldOn} {time}', en: 'Meeting on {heldOn} at {time}' },
  'meetingCancelled/1': { zh: '会议取消：{heldOn}', en: 'Meeting of {heldOn} cancelled' },
  'stepDecided/1': { zh: '「{title}」{step}：{result}', en: '“{title}”: {step}, {result}' },
  'posted/1': { zh: '公示：「{title}」{step}', en: 'Posted: “{title}”, {step}' },
  'objectionFiled/1': { zh: '「{title}」收到异议', en: 'An objection to “{title}”' },
  'objectionFiled/2': { zh: '「{title}」收到异议', en: 'An objection to “{title}”' },
  'objectionAnswered/1': { zh: '您的异议已有答复', en: 'Your objection was answered' },
  'objectionLate/1': { zh: '「{title}」的异议已上报', en: 'An objection to “{title}” was passed up' },
  'replyDue/1': { zh: '「{title}」的异议待答复', en: 'An objection to “{title}” waits for its reply' },
};
