import type { Line } from './line.js';

const aimOf = ({ aim }: Line): string =>
  aim === undefined ? '' : 'least' in aim ? `≥ ${aim.least}` : `≤ ${aim.most}`;

const metOf = ({ met }: Line): string => (met === undefined ? '' : met ? 'met' : 'MISSED');

const besideOf = ({ beside }: Line): string =>
  Object.entries(beside)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ');

/** The lines for a reader. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((one) => [
    one.figure,
    one.what,
    `${one.value}${one.unit === 'ratio' ? '' : ` ${one.unit}`}`,
    ...[aimOf(one), metOf(one), besideOf(one)],
  ]);
  const all = [['figure', 'what', 'value', 'aim', '', 'beside'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
