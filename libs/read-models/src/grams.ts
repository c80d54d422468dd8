import { sql, type RawBuilder, type SqlBool } from 'kysely';

const longestQuery = 100;

const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

const words = (text: string): readonly string[] => normal(text).split(/\s+/u).filter(Boolean);

const pairs = (word: string): readonly string[] => {
  const letters = Array.from(word);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
};

/** Grams of a text to be found: its two-character grams, and its characters for questions of one character. */
export function grams(...texts: readonly (string | null | undefined)[]): string[] {
  const found = texts.flatMap((text) => words(text ?? '').flatMap((word) => [...word, ...pairs(word)]));
  return [...new Set(found)].sort();
}

/** Grams that a row must have to hold every word of a question. */
export function gramsOfQuery(query: string): string[] {
  const found = words(query).flatMap((word) => (Array.from(word).length === 1 ? [word] : pairs(word)));
  return [...new Set(found)].sort();
}

/** Condition: the grams column holds the question's grams, and each of its words stands in one of the texts. */
export function searchBy(column: string, texts: readonly string[], query: string): RawBuilder<SqlBool> {
  const asked = Array.from(query).slice(0, longestQuery).join('');
  if (words(asked).length === 0) return sql<SqlBool>`true`;
  // grams of one row may come from different places: 低保 found beside each other only counts as a substring
  const within = words(asked).map((word) => {
    const each = texts.map((text) => sql`position(${word} in lower(normalize(${sql.ref(text)}, nfkc))) > 0`);
    return sql`(${sql.join(each, sql` or `)})`;
  });
  return sql<SqlBool>`(${sql.ref(column)} @> ${gramsOfQuery(asked)}::text[] and ${sql.join(within, sql` and `)})`;
}
