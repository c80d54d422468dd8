const WORD = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}';
const ESCAPES: Readonly<Record<string, string>> = {
  w: `[${WORD}]`,
  W: `[^${WORD}]`,
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
};
const IN_CLASS: Readonly<Record<string, string>> = { w: WORD, d: '\\p{Nd}', D: '\\P{Nd}' };
/** What JavaScript lets stand behind a backslash in a Unicode pattern; before others it is left out. */
const KEPT = /^[\^$\\.*+?()[\]{}|/\-a-zA-Z0-9]$/;

/** The one block of .NET's by which somebody is likely to ask for a name in Chinese. */
const IDEOGRAPHS = '\u4e00-\u9fff';
const TOKEN = /\\p\{IsCJKUnifiedIdeographs\}|\(\?'(\w+)'|\\([^])|[[\]]/gu;

function translated(source: string): string {
  let inClass = false;
  return source.replace(TOKEN, (found, name?: string, escaped?: string) => {
    if (name !== undefined) return `(?<${name}>`;
    if (found.length > 2) return inClass ? IDEOGRAPHS : `[${IDEOGRAPHS}]`;
    if (escaped === undefined) {
      inClass = found === '[' || (inClass && found !== ']');
      return found;
    }
    const own = (inClass ? IN_CLASS : ESCAPES)[escaped];
    return own ?? (KEPT.test(escaped) && (inClass || escaped !== '-') ? found : escaped);
  });
}

/**
 * A pattern as EventStoreDB reads it, in the manner of .NET: letters and digits are those of every script, a leading
 * (?i) ignores case. Throws a SyntaxError for what is no pattern.
 */
export function pattern(source: string): RegExp {
  const [all = '', flags = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  const text = source.slice(all.length);
  try {
    return new RegExp(translated(text), `u${flags}`);
  } catch (error) {
    // What .NET takes and a Unicode pattern does not, like a single brace.
    if (error instanceof SyntaxError && !/\\p\{/i.test(text)) return new RegExp(text, flags);
    throw error;
  }
}
