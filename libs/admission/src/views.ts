import type { Row, ViewDefinition } from '#read-models';
import { taskEntryView, type TaskEntryRow } from './task-entry.view.js';

/** The tables of this context, for `models.tables<AdmissionTables>()`. */
export type AdmissionTables = { task_entry_v1: TaskEntryRow };

/** Every read model of this context. */
export const admissionViews = [taskEntryView] as unknown as readonly ViewDefinition<Row>[];
