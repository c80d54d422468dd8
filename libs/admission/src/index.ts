export type * from './events.js';
export { admissionRequestAggregate, taskCatalogAggregate, taskRefusalAggregate } from './aggregates.js';
export { inForceOn, taskCatalog, type CatalogFacts } from './domain/catalog.js';
export { admissionRequest } from './domain/request.js';
export type { RequestFacts } from './domain/request-facts.js';
export {
  admissionPage,
  dueExpiries,
  loadOf,
  admissionsOf,
  type AdmissionLine,
  type AdmissionPage,
} from './admission.queries.js';
export { effects, outsideTheList, type Effect } from './domain/effects.js';
export {
  nationalCertificate,
  nationalCertificates,
  type NationalCertificate,
} from './domain/national-certificates.js';
export {
  answersTo,
  catalogOf,
  type CatalogPage,
  type TaskAnswer,
  type TaskAnswers,
} from './catalog.queries.js';
export { refusalsOf, type RefusalLine } from './refusal.queries.js';
export { taskRefusal, type RefusalFacts } from './domain/refusal.js';
export { previewCatalog, type CatalogChange, type CatalogPreview } from './import.js';
export { taskEntryView, type TaskEntryRow } from './task-entry.view.js';
export { admissionViews, type AdmissionTables } from './views.js';
