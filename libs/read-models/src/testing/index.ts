export { memoryLog, type MemoryLog } from './memory-log.js';
export { databasesOn, testDatabase, type TestDatabase } from './test-database.js';
export { fragile, matters, tally } from './sample-views.js';
export { projector, reaches, stopProjectors, type TestProjector } from './projector.js';
