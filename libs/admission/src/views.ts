import type { Row, ViewDefinition } from '#read-models';
import { admissionAtView, type AdmissionAtRow } from './admission-at.view.js';
import { admissionView, type AdmissionRow } from './admission.view.js';
import { moneyEntryView, type MoneyEntryRow } from './money-entry.view.js';
import { refusalView, type RefusalRow } from './refusal.view.js';
import { sealUseView, sealView, type SealRow, type SealUseRow } from './seal.view.js';
import { taskEntryView, type TaskEntryRow } from './task-entry.view.js';

/** The tables of this context, for `models.tables<AdmissionTables>()`. */
export type AdmissionTables = {
  task_entry_v2: TaskEntryRow;
  admission_v3: AdmissionRow;
  admission_at_v1: AdmissionAtRow;
  task_refusal_v1: RefusalRow;
  money_entry_v1: MoneyEntryRow;
  seal_v1: SealRow;
  seal_use_v1: SealUseRow;
};

/** Every read model of this context. */
export const admissionViews = [
  taskEntryView,
  admissionView,
  admissionAtView,
  refusalView,
  moneyEntryView,
  sealView,
  sealUseView,
] as unknown as readonly ViewDefinition<Row>[];
