import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { Engine } from './engine.js';
import { Execute, ExecuteHandler } from './execute.js';
import { memoryLog } from './testing/memory-log.js';
import { engineOn, ownKeys, vote } from './testing/stack.js';

it('one command class and one handler lead from the CommandBus to the engine', async () => {
  const { keys, remove } = await ownKeys();
  const engine = engineOn(memoryLog(), keys);
  const app = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [ExecuteHandler, { provide: Engine, useValue: engine }],
  }).compile();
  await app.init();
  const give = (voter: string) =>
    app.get(CommandBus).execute(
      new Execute({
        category: 'tally',
        id: 't',
        command: vote(voter),
        by: { person: 'p' },
        commandId: `vote ${voter}`,
      }),
    );
  expect((await give('a')).revision).toBe(0);
  expect((await give('b')).revision).toBe(1);
  const twice = app.get(CommandBus).execute(
    new Execute({
      category: 'tally',
      id: 't',
      command: vote('a'),
      by: { person: 'p' },
      commandId: 'again',
    }),
  );
  await expect(twice).rejects.toMatchObject({ code: 'tally.twice' });
  await app.close();
  await remove();
});
