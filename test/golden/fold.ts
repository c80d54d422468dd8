import type { Recorded } from '#kernel';
import type { Aggregate } from '#eventing';
import type { ViewDefinition } from '#read-models';
import { foldOne, nothing } from '../../libs/eventing/src/folded.js';
import { canonical } from '../../libs/eventing/src/plain.js';
import { fold, touched } from '../../libs/read-models/src/fold.js';
import { categoryOf, digestOf, grouped, type Expected } from './files.js';

/** Everything that folds: given, so that a spec may fold with a law that is not there. */
export type Folding = Readonly<{ aggregates: readonly Aggregate[]; views: readonly ViewDefinition[] }>;

function statesOf(events: readonly Recorded[], aggregates: readonly Aggregate[]): Expected['states'] {
  const streams = grouped(events, ({ stream }) => stream);
  const digests = [...streams].map(([stream, own]) => {
    const aggregate = aggregates.find(({ category }) => category === categoryOf(own[0] as Recorded));
    if (!aggregate) throw new Error(`no aggregate folds ${stream}`);
    let folded = nothing(aggregate);
    const states = own.map((event) => {
      folded = foldOne(aggregate, folded, event);
      return digestOf(folded.state);
    });
    return [stream, states] as const;
  });
  return Object.fromEntries(digests);
}

const plain = (value: unknown): unknown => JSON.parse(canonical(value)) as unknown;

function rowsOf(events: readonly Recorded[], view: ViewDefinition): readonly unknown[] {
  const { changed, failure } = fold(view, touched(view, events), new Map());
  if (failure) throw new Error(`${view.name}: ${JSON.stringify(failure)}`);
  const kept = [...changed].filter(([, row]) => row !== null);
  return kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => plain(row));
}

/** What a history comes to: states by the aggregates, rows by the views, both as in production. */
export function comesTo(events: readonly Recorded[], { aggregates, views }: Folding): Expected {
  const rows = views.map((view) => [view.name, rowsOf(events, view)] as const);
  return {
    states: statesOf(events, aggregates),
    rows: Object.fromEntries(rows.filter(([, list]) => list.length > 0)),
  };
}
