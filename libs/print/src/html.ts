/** A piece of HTML; only this goes into another one as it is. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand inside: text is escaped, nothing says nothing, a list is its parts one after another. */
export type Part = Html | string | number | null | undefined | readonly Part[];

const marks: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;' },
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] as string);

function textOf(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(textOf).join('') : escaped(String(part as string | number));
}

const breaks = /(?<=[>\p{Script=Han},。;:、()〔〕])\s*\n\s*|\s*\n\s*(?=[<\p{Script=Han},。;:、()〔〕])/gu;
/** Line breaks of a template are its layout in the source: between Chinese they would show as blanks. */
const joined = (text: string): string => text.replaceAll(breaks, '').replaceAll(/\s*\n\s*/g, ' ');

/** HTML in which every value is escaped by itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, n) => joined(text) + textOf(parts[n])).join(''));
