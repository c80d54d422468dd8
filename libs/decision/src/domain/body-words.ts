import { floorOn, ruleSets, type CivilDate } from '#procedure';

/** What a body is called under the law of that day, else in any shipped rule set; its key where none knows it. */
function titleOf(body: string, day: CivilDate): Readonly<{ zh: string; en: string }> {
  const sets = [floorOn(day), ...ruleSets].flatMap((set) => set ?? []);
  const set = sets.find(({ bodies }) => Object.hasOwn(bodies, body));
  return set?.bodies[body] ?? { zh: body, en: body };
}

/** The titles of these bodies, each once, in both languages. */
export function bodyWords(
  bodies: readonly string[],
  day: CivilDate,
): Readonly<{ zh: string; en: string; keys: readonly string[] }> {
  const keys = [...new Set(bodies)];
  const titles = keys.map((body) => titleOf(body, day));
  const list = (words: readonly string[], mark: string): string => [...new Set(words)].join(mark);
  return {
    zh: list(
      titles.map(({ zh }) => zh),
      '、',
    ),
    en: list(
      titles.map(({ en }) => en),
      ' or ',
    ),
    keys,
  };
}
