export { canonical } from './jcs.js';
export { hashLeaf, leafBytes, leafOf, type Leaf } from './leaf.js';
export { consistencyProof, inclusionProof, rootAt, Tree, type HashAt } from './tree.js';
export { extendsTree, includes } from './proof.js';
export { hashesOfTiles, tilePath, tilesSince, type Tile } from './tiles.js';
export {
  keyId,
  readNote,
  readVerifier,
  signatureOf,
  signedBy,
  verifierOf,
  writeNote,
  writeVerifier,
  type Note,
  type Signer,
  type Verifier,
} from './note.js';
export { checkpointText, readCheckpoint, witnessed, type Checkpoint, type Policy } from './checkpoint.js';
export { addCheckpoint, type AddCheckpoint, type Witnessed, type WitnessState } from './witness.js';
export { bundled, verifyBundle, verifyGrowth, type Bundle, type GrowthFile, type Trust } from './bundle.js';
export { compareLogs, treeOf, verifyLog } from './log-file.js';
export { judgeDecision, type Judgement, type JudgeOptions } from './judging/decision.js';
export { figuresOf, totalsOf, type DecisionFigures, type Totals } from './judging/statistics.js';
export { explain, type Why } from './judging/why.js';
export { judgeAdmission } from './judging/admission.js';
export { judgeSeal } from './judging/seal.js';
export { correctionNotice, type Deviation } from './judging/deviation.js';
export type { Flip } from './judging/ballots.js';
export type { Finding, FindingName } from './finding.js';
