import { rebuildSuite } from './testing/rebuild-suite.js';
import { testDatabase } from './testing/index.js';

rebuildSuite(testDatabase);
