import { floorOn, ruleSets, type CivilDate, type CommunityKind } from '#procedure';

/** What a body is called under the law of that day for that kind of community, else in any shipped rule set; its key where none knows it. */
function titleOf(body: string, day: CivilDate, kind?: CommunityKind): Readonly<{ zh: string; en: string }> {
  const sets = [floorOn(day, kind), ...ruleSets].flatMap((set) => set ?? []);
  const set = sets.find(({ bodies }) => Object.hasOwn(bodies, body));
  return set?.bodies[body] ?? { zh: body, en: body };
}

/** The titles of these bodies, each once, in both languages; without a kind as in a city. */
export function bodyWords(
  bodies: readonly string[],
  day: CivilDate,
  kind?: CommunityKind,
): Readonly<{ zh: string; en: string; keys: readonly string[] }> {
  const keys = [...new Set(bodies)];
  const titles = keys.map((body) => titleOf(body, day, kind));
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
