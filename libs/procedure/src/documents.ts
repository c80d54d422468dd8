import { city1990 } from './rule-sets/city-1990.js';
import { city2026 } from './rule-sets/city-2026.js';
import { exampleOverlay } from './rule-sets/example-overlay.js';
import { practiceAidReview } from './rule-sets/practice-aid-review.js';
import { practiceCouncil } from './rule-sets/practice-council.js';
import { practiceFunnel } from './rule-sets/practice-funnel.js';
import { practiceHearing } from './rule-sets/practice-hearing.js';
import { practiceHouseholdVote } from './rule-sets/practice-household-vote.js';
import { practiceRepresentatives } from './rule-sets/practice-representatives.js';
import { village2025 } from './rule-sets/village-2025.js';

const shipped = [
  city1990,
  city2026,
  village2025,
  exampleOverlay,
  practiceCouncil,
  practiceHearing,
  practiceHouseholdVote,
  practiceFunnel,
  practiceAidReview,
  practiceRepresentatives,
];

/** The shipped documents as written, by id: plain data, read by the same loader as any other. */
export const documents: Readonly<Record<string, unknown>> = Object.fromEntries(
  shipped.map((document) => [document.id, document]),
);
