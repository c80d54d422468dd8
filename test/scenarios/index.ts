import { f1 } from './f1.js';
import { f1Below } from './f1-below.js';
import { admissionLives } from './admission-lives.js';
import { admissions } from './admissions.js';
import { aid } from './aid.js';
import { catalogs } from './catalogs.js';
import { clocks } from './clocks.js';
import { councilsAndFunnels } from './councils.js';
import { runs } from './runs.js';
import { seals } from './seals.js';
import { village } from './village.js';
import type { Scenario } from './scenario.js';

export { play, type Played } from './play.js';
export type { Checked, Ruling, Scenario, Told } from './scenario.js';
export type { Stage, Theatre } from './stage.js';

/** Every case, in no order that matters: they are played side by side on one clock. */
export const scenarios: readonly Scenario[] = [
  f1,
  ...f1Below,
  ...runs,
  ...councilsAndFunnels,
  ...aid,
  ...catalogs,
  ...admissions,
  ...admissionLives,
  ...seals,
  ...village,
  ...clocks,
];
