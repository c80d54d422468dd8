import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyStore } from '#eventing';
import { dayCodeOf, type Foot } from '#print';
import { auditFolder } from '../audit/transparency.js';
import type { Folder } from '../folder.js';

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
    dayCode: dayCodeOf(keys.hmac.bind(keys), about, day),
  };
}
