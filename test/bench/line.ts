/** What a figure is held against. */
export type Aim = Readonly<{ least: number } | { most: number }>;

/** One figure: a value, what it is made of, and whether it meets its aim. */
export type Line = Readonly<{
  figure: string;
  what: string;
  value: number;
  /** `ratio` of two things measured in turn in one run, else what is counted. */
  unit: 'ratio' | 'ms' | 'MB';
  /** The absolute numbers behind or beside it; their names say their units. */
  beside: Readonly<Record<string, number>>;
  aim?: Aim;
  met?: boolean;
}>;

/** Three digits are more than a shared machine can repeat. */
export const rounded = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(3)));

const meets = (value: number, aim: Aim): boolean => ('least' in aim ? value >= aim.least : value <= aim.most);

/** Writes a line down: rounds what it shows, after it was held against its aim. */
export function line({ value, beside, aim, ...told }: Omit<Line, 'met'>): Line {
  const numbers = Object.entries(beside).map(([name, number]) => [name, rounded(number)]);
  return {
    ...told,
    value: rounded(value),
    beside: Object.fromEntries(numbers) as Line['beside'],
    ...(aim === undefined ? {} : { aim, met: meets(value, aim) }),
  };
}
