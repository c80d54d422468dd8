import { invalid } from '#kernel';
import { openNoticeQueue } from '#notices';
import type { Given } from './commands.js';
import { databaseUrl } from './database-url.js';
import type { Folder } from './folder.js';
import { queueAt } from './running-app.js';
import { ownSettings } from './settings/index.js';

/** `siyi queue`: how many jobs stand where; `pause` and `resume` for all workers. */
export async function queueCommand(given: Given, folder: Folder): Promise<number> {
  const [what] = given.args;
  if (what !== undefined && what !== 'pause' && what !== 'resume')
    return invalid(
      'cli.badValue',
      `没有 queue ${what};有 pause、resume。`,
      `There is no queue ${what}; there are pause, resume.`,
    );
  const { redisUrl } = ownSettings();
  const queue = openNoticeQueue(queueAt({ redisUrl, databaseUrl: databaseUrl(folder) }), (error) =>
    console.error(`queue: ${error.message}`),
  );
  try {
    if (what !== undefined) await queue[what]();
    const [jobs, paused] = [await queue.counts(), await queue.isPaused()];
    if (given.json) console.log(JSON.stringify({ paused, ...jobs }));
    else {
      const { waiting, active, delayed, failed } = jobs;
      console.log(`${paused ? '已暂停 paused' : '运行中 running'}`);
      console.log(
        `等待 waiting ${waiting} · 进行 active ${active} · 延后 delayed ${delayed} · 失败 failed ${failed}`,
      );
    }
    return 0;
  } finally {
    await queue.close();
  }
}
