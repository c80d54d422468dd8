import { migrationsSuite } from './testing/migrate-suite.js';
import { tally, testDatabase } from './testing/index.js';
import { defineView } from './view.js';

migrationsSuite(testDatabase);

describe('defineView', () => {
  it('refuses what could not become a table', () => {
    expect(() => defineView({ ...tally, name: 'tally' })).toThrow(/version/);
    expect(() => defineView({ ...tally, key: 'nothing' })).toThrow(/no column nothing/);
    expect(() => defineView({ ...tally, indexes: [{ columns: ['nowhere'] }] })).toThrow(/nowhere/);
    expect(() => defineView({ ...tally, categories: [] })).toThrow(/no category/);
  });
});
