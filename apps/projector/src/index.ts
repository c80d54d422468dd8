export { startProjector, type Projector, type ProjectorOptions } from './projector.js';
export { sweepTimers, type DueTimer, type Swept, type TimersOptions } from './timers.js';
