export { startProjector, type Projector, type ProjectorOptions } from './projector.js';
export { sweepTimers, type DueTimer, type Swept, type TimersOptions } from './timers.js';
export { askPage, probePages, type Found, type Probed } from './pages.js';
export { sweeper, type Sweeper } from './sweeper.js';
