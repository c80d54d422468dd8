import { defineView } from '#read-models';
import { inWords, type Words } from './history-words.js';
import { told } from './told.js';

/** One event in the history of a decision or a sitting. */
export type HistoryRow = Readonly<{
  event: string;
  stream: string;
  revision: number;
  position: string;
  at: string;
  type: string;
  by: string;
  seat: string | null;
  summary: Words;
}>;

/** Everything that happened, a line each. */
export const history = defineView<HistoryRow>({
  name: 'history_v1',
  key: 'event',
  columns: {
    event: 'text',
    stream: 'text',
    revision: 'integer',
    position: 'text',
    at: 'text',
    type: 'text',
    by: 'text',
    seat: 'text',
    summary: 'jsonb',
  },
  indexes: [{ columns: ['stream', 'revision'] }],
  categories: ['decision', 'sitting'],
  ownRows: true,
  rows: (event) => [event.id],
  evolve: (_row, event) => ({
    event: event.id,
    stream: event.stream,
    revision: event.revision,
    position: event.position,
    at: event.metadata.at,
    type: event.type,
    by: event.metadata.by.person,
    seat: event.metadata.by.seat ?? null,
    summary: inWords(told(event)),
  }),
});
