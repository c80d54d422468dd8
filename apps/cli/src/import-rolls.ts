import { createHash } from 'node:crypto';
import type { ImportRow, Preview } from '#community';
import { decodeCsv } from '#kernel';
import { invalid } from '#kernel';
import { RollImport } from '../../api/src/roll-import.js';
import type { Given } from './commands.js';
import type { Folder } from './folder.js';
import type { Session } from './session.js';
import { clockOf } from './simulated-clock.js';

const sayRow = ({ line, action, name, seat, reason, article }: ImportRow): string =>
  [
    String(line).padStart(4),
    action.padEnd(13),
    name.padEnd(10),
    seat === null ? '' : `${seat.body} ${seat.role}${seat.vote ? '' : ' (列席)'}`,
    reason === null ? '' : `${reason.zh} ${reason.en}`,
    article === null ? '' : `〔${article}〕`,
  ].join('  ');

function show({ rows, refusal, counts, commands, hash }: Preview): void {
  for (const row of rows) console.log(sayRow(row));
  console.log(
    Object.entries(counts)
      .map(([action, number]) => `${action} ${number}`)
      .join(', '),
  );
  if (commands.length > 0) console.log(`尚未写入 nothing was written yet; 执行 to do it: --preview ${hash}`);
  else if (refusal !== null)
    console.error(`${refusal.zh}\n  ${refusal.en} 〔${refusal.article ?? refusal.code}〕`);
  else if (counts.refuse > 0)
    console.error(
      `有 ${counts.refuse} 行不能导入,全部未写入:请改正后重新预览。\n  ${counts.refuse} rows are refused, so nothing can be written: correct them and preview again.`,
    );
  else console.error('没有可导入的行。\n  There is nothing to import.');
}

/** Shows what an import of rolls would do; with `--preview HASH` of that preview does it. */
export async function importRolls(
  session: Session,
  folder: Folder,
  bytes: Buffer,
  { community, by, preview: seen, json }: Given,
): Promise<number> {
  if (community === undefined || by === undefined)
    return invalid(
      'cli.missing',
      '请给出社区 --community ID 与登记员 --by PERSON。',
      'Say for which community (--community ID) and as which registrar (--by PERSON).',
    );
  const rolls = new RollImport(session.engine, session.keys, clockOf(folder));
  const basisHash = createHash('sha256').update(bytes).digest('hex');
  const asked = { csv: decodeCsv(bytes), community, by: { person: by }, basisHash };
  if (seen !== undefined) {
    const { done } = await rolls.confirm(asked, seen);
    console.log(json ? JSON.stringify({ done }) : `已执行 ${done} 条命令 commands executed`);
    return 0;
  }
  const preview = await rolls.preview(asked);
  if (json) console.log(JSON.stringify(preview));
  else show(preview);
  return preview.commands.length > 0 ? 0 : 1;
}
