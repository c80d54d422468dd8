export * from './offline.js';
export { judgeDecision, type Judgement, type JudgeOptions } from './judging/decision.js';
export { figuresOf, totalsOf, type DecisionFigures, type Totals } from './judging/statistics.js';
export { explain, type Why } from './judging/why.js';
export { judgeAdmission } from './judging/admission.js';
export { judgeSeal } from './judging/seal.js';
export { correctionNotice, type Deviation } from './judging/deviation.js';
export type { Flip } from './judging/ballots.js';
