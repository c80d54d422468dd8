import { conflict, invalid } from '#kernel';
import {
  daysBetween,
  workingDaysBetween,
  type CivilDate,
  type MeetingStep,
  type NoticeRule,
} from '#procedure';

type Asked = Readonly<{ heldOn: CivilDate; noticeOn: CivilDate; waiver?: string }>;
type Given = Readonly<{ noticeNeeded: number; noticeGiven: number; waived: string | null }>;

// R§10: date of the meeting minus date of the notice; Civil Code §203 is for ends of periods, not for notice.
function daysGiven(rule: NoticeRule, { heldOn, noticeOn }: Asked): number {
  return rule.counting === 'working' ? workingDaysBetween(noticeOn, heldOn) : daysBetween(noticeOn, heldOn);
}

function inTime(rule: NoticeRule, given: number): boolean {
  return given >= rule.days && (rule.maxDays === undefined || given <= rule.maxDays);
}

function waiverFor(rule: NoticeRule, given: number, waiver: string | undefined): string {
  const span = rule.maxDays === undefined ? `${rule.days}` : `${rule.days}–${rule.maxDays}`;
  const zh = `会前须 ${span} 天通知,实为 ${given} 天`;
  const en = `notice must be given ${span} days before, it was given ${given}`;
  const more = { article: rule.source, details: { needed: rule.days, maxDays: rule.maxDays ?? null, given } };
  const reason = waiver?.trim() ?? '';
  if (!rule.waivable)
    conflict(
      'sitting.noticeShort',
      `${zh}:请改期召开。`,
      `Out of time: ${en}. Hold it on another day.`,
      more,
    );
  if (reason === '')
    conflict(
      'sitting.noticeShort',
      `${zh}:请改期,或写明临时召集的理由。`,
      `Out of time: ${en}. Hold it on another day, or waive the notice with a reason.`,
      more,
    );
  return reason;
}

/** Checks the notice of every step on the agenda; the event shows the most demanding one. */
export function noticeFor(steps: readonly MeetingStep[], asked: Asked, today: CivilDate): Given {
  if (asked.noticeOn > today || asked.noticeOn > asked.heldOn)
    invalid(
      'sitting.noticeInFuture',
      '通知送达日不得晚于今天,也不得晚于会议日:送达后再登记。',
      'The notice cannot lie in the future, nor after the meeting: enter it once it was given.',
      { details: { noticeOn: asked.noticeOn, today } },
    );
  const rules = steps.map(({ notice }) => notice).toSorted((a, b) => b.days - a.days);
  const late = rules.filter((rule) => !inTime(rule, daysGiven(rule, asked)));
  const reasons = late.map((rule) => waiverFor(rule, daysGiven(rule, asked), asked.waiver));
  const [strictest] = rules;
  return {
    noticeNeeded: strictest?.days ?? 0,
    noticeGiven: strictest ? daysGiven(strictest, asked) : 0,
    waived: reasons[0] ?? null,
  };
}
