import type { Stage } from './stage.js';

/** A number with where it comes from: copied from a report, or assumed to make the case playable. */
export type Given = Readonly<{ value: number; mark: 'printed' | 'assumed' }>;
export const printed = (value: number): Given => ({ value, mark: 'printed' });
export const assumed = (value: number): Given => ({ value, mark: 'assumed' });

/** One played case: who does what on which day is `play`; what must come out is stated in it by `stage.expect`. */
export type Scenario = Readonly<{
  id: string;
  title: Readonly<{ zh: string; en: string }>;
  /** Where the case stands in the domain rules, with its source. */
  source: string;
  /** Key of the sample community in which it is played. */
  community: string;
  numbers: Readonly<Record<string, Given>>;
  play: (stage: Stage) => Promise<void>;
}>;

/** What became of an expectation. */
export type Checked = Readonly<{
  scenario: string;
  what: string;
  expected: unknown;
  actual: unknown;
  ok: boolean;
}>;

/** A line of the report: a verdict carried ✓ or not ✗, a refusal ⊘, or what else came about ·. */
export type Told = Readonly<{ mark: '✓' | '✗' | '⊘' | '·'; what: string; text: string; article?: string }>;

/** A verdict as it came out, for the report. */
export type Ruling = Readonly<{
  scenario: string;
  decision: string;
  step: string;
  carried: boolean;
  arithmetic: string;
  article: string;
}>;
