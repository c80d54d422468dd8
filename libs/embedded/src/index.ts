export { backupStore } from './store/backup.js';
export { checkStore, type CheckReport, type Finding } from './store/check.js';
export { storeContents, type StoreContents } from './store/statistics.js';
export { StoreError } from './store/store-error.js';
export { startStore, type RunningStore, type StoreOptions, type StoreStatistics } from './store/start.js';
export { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.js';
