import { fenceSuite } from './testing/fence-suite.js';
import { testDatabase } from './testing/index.js';

fenceSuite(testDatabase);
