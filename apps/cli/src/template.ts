import { preview, type NoticeKind } from '#notices';
import type { Given } from './commands.js';

/** Shows the template of a kind of notice with sample values: the current version, or the one asked for. */
export function template({ args: [kind = '', version], json }: Given): number {
  const composed = preview(kind as NoticeKind, version === undefined ? undefined : Number(version));
  if (json) console.log(JSON.stringify(composed));
  else console.log(`${composed.subject}\n\n${composed.text.trimEnd()}`);
  return 0;
}
