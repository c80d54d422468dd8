import { invalid, type Sealed } from '#kernel';
import { isCivilDate, type CivilDate } from '#procedure';

/** Refuses a text that is empty or too long. */
export function mustSay(field: string, text: string, most = 500): void {
  if (text.trim() !== '' && text.length <= most) return;
  invalid(
    'community.textMissing',
    `“${field}”须填写,至多 ${most} 字。`,
    `"${field}" must be given, ${most} characters at most.`,
    {
      details: { field, most },
    },
  );
}

/** Refuses free text that says nothing, or that would not have a key of its own: it must outlive no person and no other text. */
export function mustSaySealed(field: string, text: Sealed, most = 500): void {
  if (text.sealed === 'open') mustSay(field, text.text, most);
  if (text.key.startsWith('item:')) return;
  invalid(
    'community.keyUnfit',
    `“${field}”须以单独的密钥封存。`,
    `"${field}" is sealed under a key of its own.`,
    { article: '个人信息保护法 §51', details: { field } },
  );
}

/** Refuses an id that could not name anything. */
export function mustName(field: string, id: string): void {
  if (/^[A-Za-z0-9][\w-]{0,99}$/.test(id)) return;
  invalid('community.idUnfit', `“${field}”的编号不合格式。`, `"${field}" is not a well-formed id.`, {
    details: { field },
  });
}

/** Refuses what is not a day of the calendar. */
export function mustBeDay(field: string, day: string): void {
  if (isCivilDate(day)) return;
  invalid(
    'community.notADay',
    `“${field}”不是日期(应为 YYYY-MM-DD)。`,
    `"${field}" is not a date (YYYY-MM-DD).`,
    {
      details: { field, day },
    },
  );
}

/** Refuses a day that has not come yet: what is recorded here has happened. */
export function mustHaveCome(field: string, day: CivilDate, today: CivilDate): void {
  mustBeDay(field, day);
  if (day <= today) return;
  invalid(
    'community.inTheFuture',
    `“${field}”(${day})在今天(${today})之后:只登记已经发生的事,请到时再登记。`,
    `"${field}" (${day}) lies after today (${today}): only what has happened is recorded; record it then.`,
    { details: { field, day, today } },
  );
}

/** Refuses what is not a whole number from zero up. */
export function mustBeCount(field: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  invalid(
    'community.notACount',
    `“${field}”须为非负整数。`,
    `"${field}" must be a whole number, zero or more.`,
    {
      details: { field, count },
    },
  );
}
