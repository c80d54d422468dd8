export { memoryLog } from './memory-log.js';
export { losing } from './stack.js';
