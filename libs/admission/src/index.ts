export type * from './events.js';
export { taskCatalogAggregate } from './aggregates.js';
export { inForceOn, taskCatalog, type CatalogFacts } from './domain/catalog.js';
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
export { previewCatalog, type CatalogChange, type CatalogPreview } from './import.js';
export { taskEntryView, type TaskEntryRow } from './task-entry.view.js';
export { admissionViews, type AdmissionTables } from './views.js';
