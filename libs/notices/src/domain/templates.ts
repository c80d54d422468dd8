import { invalid } from '#kernel';
import type { NoticeKind } from '../events.js';

type Text = Readonly<{ zh: string; en: string }>;

/** Every version that was ever sent stays here, so that a notice can be shown as it was. */
const templates: Readonly<Record<string, Text>> = {
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
  'replyDue/1': {
    zh: '「{title}」的一件异议尚未答复，答复期限为 {replyBy}。',
    en: 'An objection to “{title}” still waits for its reply, due by {replyBy}.',
  },
};

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
const words: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  step: steps,
  // whoever resolves, of a city or a village, representatives or all: the notice names no body
  'stepDecided/2.step': { ...steps, resolution: { zh: '会议决议', en: 'resolution' } },
  result: {
    passed: { zh: '通过', en: 'passed' },
    failed: { zh: '未通过', en: 'not passed' },
    recountedPassed: { zh: '更正计票后通过', en: 'passed after a recount' },
    recountedFailed: { zh: '更正计票后未通过', en: 'not passed after a recount' },
  },
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
};

/** The text in both languages. A field that the template needs and nobody gave is refused before anything is sent. */
export function render(template: string, version: number, fields: Readonly<Record<string, string>>): Text {
  const text = templates[`${template}/${version}`];
  if (text === undefined)
    return invalid(
      'notice.templateUnknown',
      `没有通知模板 ${template} 第 ${version} 版`,
      `There is no template ${template} version ${version}`,
    );
  const fill = (language: keyof Text) =>
    text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = fields[name];
      if (value === undefined || value === '')
        return invalid(
          'notice.variableMissing',
          `通知模板 ${template} 缺少字段 ${name}`,
          `Template ${template} lacks its field ${name}`,
          { details: { template, version, field: name } },
        );
      const own = words[`${template}/${version}.${name}`] ?? words[name];
      return own?.[value]?.[language] ?? value;
    });
  return { zh: fill('zh'), en: fill('en') };
}
