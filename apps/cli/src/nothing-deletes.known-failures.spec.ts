import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '#eventing';
import { aggregates } from './aggregates.js';
import { commands } from './commands.js';

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('testing'))
    .map((path) => join(folder, path));

describe('OpenSlides organization.delete_history_information, poll.reset: nothing deletes and nothing resets', () => {
  const deleting = /delete|remove|reset|purge|truncate|tombstone|clear|drop|overwrite/i;

  it('no command of any aggregate, and none of the command line', () => {
    const names = aggregates.flatMap(({ commandTypes }) => commandTypes);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => deleting.test(name))).toEqual([]);
    expect(Object.keys(commands).filter((name) => deleting.test(name))).toEqual([]);
  });

  it('the log, as the application has it, only appends', async () => {
    const log = connect('esdb://127.0.0.1:1?tls=false');
    const can = Object.keys(log).sort();
    await log.close();
    expect(can).toEqual(['append', 'close', 'end', 'follow', 'last', 'read', 'readAll', 'readBackwards']);
  });

  it('no route takes DELETE, and nobody outside the store asks it to delete a stream', () => {
    const files = [...sources('apps'), ...sources('libs').filter((path) => !path.includes('libs/embedded'))];
    expect(files.length).toBeGreaterThan(200);
    const found = files.filter((path) =>
      /@Delete\(|\.delete\(['"`]|deleteStream|tombstoneStream|method: 'DELETE'/.test(
        readFileSync(path, 'utf8'),
      ),
    );
    expect(found).toEqual([]);
  });
});
