import { projectionsSuite } from './testing/projections-suite.js';
import { testDatabase } from './testing/index.js';

projectionsSuite(testDatabase);
