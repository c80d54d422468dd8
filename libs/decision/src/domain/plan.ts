import { createHash } from 'node:crypto';
import { invalid, toSeal, type Sealed } from '#kernel';

/** SHA-256 of the plan's text, hex: what people vote on. */
export const planHash = (plan: string): string => createHash('sha256').update(plan, 'utf8').digest('hex');

/**
 * The plan as its event holds it. An aid matter's plan names who is in need: it is sealed under a key of its own, and
 * what people vote on is named by that key, since a plain hash of so short a text could be guessed (个人信息保护法 §51);
 * the HMAC that binds the text stands in the sealed field.
 */
export function planOf(
  plan: string,
  { aid, commandId }: Readonly<{ aid: boolean; commandId: string }>,
): Readonly<{ plan: string | Sealed; planHash: string }> {
  if (!aid) return { plan, planHash: planHash(plan) };
  const key = `item:${commandId}`;
  return { plan: toSeal(key, plan), planHash: key };
}

/** Refuses an empty text, naming what is missing. */
export function mustSay(text: string, zh: string, en: string): void {
  if (text.trim() !== '') return;
  invalid('decision.textMissing', `缺少${zh}:请填写。`, `The ${en} is missing: write it.`, {
    details: { field: en },
  });
}

/** Refuses what is not a SHA-256 in hex. */
export function mustBeHash(hash: string): void {
  if (/^[0-9a-f]{64}$/.test(hash)) return;
  invalid(
    'decision.notAHash',
    '附件须以其 SHA-256(64 位十六进制)列出。',
    'A document is named by its SHA-256, 64 hex digits.',
    { details: { hash } },
  );
}

/** Refuses what is no uploaded file; an aid matter's files tell of persons in need and must have been sealed (个人信息保护法 §51). */
export function mustBeFile(address: string, aid: boolean): void {
  if (/^sealed-[0-9a-f]{64}$/.test(address)) return;
  mustBeHash(address);
  if (aid)
    invalid(
      'decision.fileNotSealed',
      '救助类事项的附件涉及个人,须以 personal=true 上传(加密保存):请重新上传。',
      'The files of an aid matter tell of persons: upload them with personal=true, so that they are sealed.',
      { article: '个人信息保护法 §51', details: { hash: address } },
    );
}
