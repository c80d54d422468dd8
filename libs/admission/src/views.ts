import type { Row, ViewDefinition } from '#read-models';
import { admissionView, type AdmissionRow } from './admission.view.js';
import { taskEntryView, type TaskEntryRow } from './task-entry.view.js';

/** The tables of this context, for `models.tables<AdmissionTables>()`. */
export type AdmissionTables = { task_entry_v1: TaskEntryRow; admission_v1: AdmissionRow };

/** Every read model of this context. */
export const admissionViews = [taskEntryView, admissionView] as unknown as readonly ViewDefinition<Row>[];
