import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyStore } from '#eventing';
import type { Foot } from '#print';
import { auditFolder } from '../audit/transparency.js';
import type { Folder } from '../folder.js';

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The code of a sheet and a day, six letters: only the house can make it, so a photograph that shows it is not of before. */
export function dayCodeOf(keys: Pick<KeyStore, 'hmac'>, about: string, day: string): string {
  const digest = Buffer.from(keys.hmac('day-code', `${about}/${day}`), 'base64url');
  return Array.from({ length: 6 }, (_, n) => letters[(digest[n] ?? 0) % letters.length]).join('');
}

/** What stands under a sheet: log position, newest checkpoint, public page, code of the day. */
export function footOf(
  folder: Folder,
  {
    about,
    position,
    day,
    keys,
    publicUrl,
  }: Readonly<{
    about: string;
    position: string;
    day: string;
    keys: KeyStore;
    publicUrl: string | undefined;
  }>,
): Foot {
  const path = join(auditFolder(folder), 'checkpoint');
  const [, kind, id] = /^(decision|sitting|admissionRequest)-(.+)$/.exec(about) ?? [];
  const pages = {
    decision: 'decisions',
    sitting: 'sittings',
    admissionRequest: 'admission-requests',
  } as const;
  return {
    position,
    checkpoint: existsSync(path) ? readFileSync(path, 'utf8') : null,
    url:
      publicUrl === undefined || kind === undefined
        ? null
        : `${publicUrl.replace(/\/$/, '')}/api/${pages[kind as keyof typeof pages]}/${id}`,
    dayCode: dayCodeOf(keys, about, day),
  };
}
