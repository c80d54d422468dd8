// What proves and checks, without the law: it runs in a browser too.
export { canonical } from './jcs.js';
export { hashLeaf, leafText, leafOf, type Leaf } from './leaf.js';
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
export type { Finding, FindingName } from './finding.js';
