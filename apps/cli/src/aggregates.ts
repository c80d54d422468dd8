import {
  admissionRequestAggregate,
  sealRegisterAggregate,
  taskCatalogAggregate,
  taskRefusalAggregate,
} from '#admission';
import {
  accountAggregate,
  communityAggregate,
  itemAggregate,
  organizationAggregate,
  personAggregate,
} from '#community';
import { decisionAggregate, sittingAggregate } from '#decision';
import type { Aggregate } from '#eventing';
import { noticeAggregate, noticeBatchAggregate } from '#notices';
import { reactorAggregate } from '#read-models';

/** Every aggregate of the application. */
export const aggregates: readonly Aggregate[] = [
  personAggregate,
  accountAggregate,
  itemAggregate,
  organizationAggregate,
  communityAggregate,
  taskCatalogAggregate,
  admissionRequestAggregate,
  taskRefusalAggregate,
  sealRegisterAggregate,
  sittingAggregate,
  decisionAggregate,
  noticeAggregate,
  noticeBatchAggregate,
  reactorAggregate,
];
