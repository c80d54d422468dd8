import { aggregate, type Aggregate } from '#eventing';
import { taskCatalog } from './domain/catalog.js';

/** `taskCatalog-<district>`; the fact is the admission authority that the command names. */
export const taskCatalogAggregate: Aggregate = aggregate({
  category: 'taskCatalog',
  decider: taskCatalog,
  commands: {
    PublishTaskCatalog: {
      facts: ({ data }) => ({ authority: { category: 'organization', id: data.authority } }),
    },
  },
});
