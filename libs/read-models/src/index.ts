export { defineView, type ColumnType, type IndexDefinition, type Matching } from './view.js';
export type { Row, ViewDefinition } from './view.js';
export { rowsAfter } from './rows-after.js';
export { grams, gramsOfQuery, searchBy } from './grams.js';
export {
  connectReadModels,
  isAway,
  type ConnectOptions as ReadModelsOptions,
  type ReadModels,
  type Tables,
} from './connect.js';
export { SteadyClient } from './steady-client.js';
export { atPosition, NotYet, positionOf, waitFor, type Positioned, type WaitOptions } from './positions.js';
export { Fenced, readCheckpoints, type Checkpoint, type Failure } from './checkpoint.js';
export { migrate, SchemaRefused, type Migrated } from './migrate.js';
export { runProjections } from './projections.js';
export type { RunnerState, RunOptions } from './running.js';
export { rebuild, RebuildFailed, type Rebuilt, type RebuildOptions } from './rebuild.js';
export {
  healthOf,
  mostCounted,
  type Health,
  type HealthOptions,
  type ReactorHealth,
  type ViewHealth,
} from './health.js';
export { reactorAggregate, reactorId, type ReactorStarted, type StartReactor } from './reactor.js';
export { reactorCheckpoints, type ReactorCheckpoints } from './reactor-checkpoint.js';
export { startReactor, type ExecuteCommand } from './reactor-start.js';
export { runReactors, type ReactorsOptions } from './reactors.js';
export type { NamedReactor, Trouble } from './reaction.js';
export { pageOf } from './page.js';
