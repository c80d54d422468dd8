import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyStore } from '#eventing';
import { dayCodeOf, type Foot } from '#print';

/** What a sheet is about, and where the house stood when it was printed. */
export type Printed = Readonly<{
  about: string;
  position: string;
  day: string;
  keys: Pick<KeyStore, 'hmac'>;
  /** The newest checkpoint of the log; null where none was published yet. */
  checkpoint: string | null;
  publicUrl: string | undefined;
}>;

/** The newest checkpoint in the folder where the log's tree is published. */
export function newestCheckpoint(published: string): string | null {
  const path = join(published, 'checkpoint');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Where the public reads of it; what has no page yet is shown as data. */
const pages = {
  decision: 'd',
  sitting: 'api/sittings',
  admissionRequest: 'api/admission-requests',
} as const;

/** What stands under a sheet: log position, newest checkpoint, public page, code of the day. */
export function footOf({ about, position, day, keys, checkpoint, publicUrl }: Printed): Foot {
  const [, kind, id] = /^(decision|sitting|admissionRequest)-(.+)$/.exec(about) ?? [];
  return {
    position,
    checkpoint,
    url:
      publicUrl === undefined || kind === undefined
        ? null
        : `${publicUrl.replace(/\/$/, '')}/${pages[kind as keyof typeof pages]}/${id}`,
    dayCode: dayCodeOf(keys.hmac.bind(keys), about, day),
  };
}
