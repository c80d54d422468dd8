export { child, type Child } from './child.js';
export { compiled, type Compiled } from './compiled.js';
export { all, counted, numberOf, own, TestNode, type Counted } from './node.js';
export { rawClient, readAllRequest } from './raw.js';
