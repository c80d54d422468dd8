export type * from './events.js';
export {
  admissionRequestAggregate,
  sealRegisterAggregate,
  taskCatalogAggregate,
  taskRefusalAggregate,
} from './aggregates.js';
export {
  admissionPage,
  admissionsOf,
  dueExpiries,
  loadOf,
  loadToDecideOn,
  overlapsOf,
  type AdmissionPage,
} from './admission.queries.js';
export { admissionClocks, type AdmissionClock } from './clock.queries.js';
export { answersTo, catalogOf } from './catalog.queries.js';
export { ledgerOf, type Ledger, type LedgerOf } from './ledger.queries.js';
export { previewCatalog } from './import.js';
export { refusalsOf } from './refusal.queries.js';
export { sealOf, sealUsesOf } from './seal.queries.js';
export { admissionViews, type AdmissionTables } from './views.js';
export { admissionView, type AdmissionRow } from './admission.view.js';
