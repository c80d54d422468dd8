import type { Words } from '#procedure';

/** What identifies a human on a roll. */
export type Identity = Readonly<{ kind: 'document' | 'communityNumber'; number: string }>;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check digit of a citizen's identity number, ISO 7064 MOD 11-2 (GB 11643). */
const checkDigit = (number: string): string =>
  '10X98765432'.charAt(weights.reduce((sum, weight, n) => sum + weight * Number(number[n]), 0) % 11);

/**
 * The identity in a cell: a document's number, or `#` and a number given by the community. A mistyped number would make
 * a second human of one, so the check digit of the 18-digit number must fit.
 */
export function identityIn(cell: string): Identity | Words {
  if (cell.startsWith('#')) {
    if (/^#[A-Za-z0-9-]{1,39}$/.test(cell)) return { kind: 'communityNumber', number: cell.slice(1) };
    return {
      zh: '社区编号须为“#”加字母、数字。',
      en: 'a community’s number is "#" with letters and digits.',
    };
  }
  const number = cell.toUpperCase();
  if (!/^[A-Z0-9]{5,30}$/.test(number))
    return { zh: '证件号码不合格式。', en: 'the document number is not well-formed.' };
  if (/^\d{17}[\dX]$/.test(number) && checkDigit(number) !== number[17])
    return {
      zh: '身份证号码校验位不符,请核对。',
      en: 'the check digit of the identity number does not fit; look again.',
    };
  return { kind: 'document', number };
}
