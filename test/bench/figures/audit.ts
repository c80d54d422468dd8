import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { uuidV5 } from '#eventing';
import { nodeFlags } from '../../../apps/cli/src/node-flags.js';
import { startHouse } from '../../stack/house.js';
import { fillWithAdmissions, yearOf } from '../admissions-log.js';
import { clientOf } from '../client.js';
import { fillWithDecisions } from '../decisions-log.js';
import type { Bench, Figure } from '../figure.js';
import { line, type Line } from '../line.js';
import { People } from '../people.js';

type Hashed = Readonly<Record<'spentMs' | 'rootMs' | 'memoryMb' | 'wholeMb' | 'proofMs' | 'hashes', number>>;

const here = import.meta.dirname;

/** A log hashed whole from its lines, as an auditor does it, and proofs out of the tree. */
function hashed({ size: { scale } }: Bench): readonly Line[] {
  const events = Math.max(20_000, Math.round(1_000_000 * scale));
  const args = [...nodeFlags.app, join(here, '..', 'hashing.js'), String(events)];
  const told = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Hashed;
  const { spentMs, rootMs, memoryMb, wholeMb, proofMs, hashes } = told;
  const what = `${events} events`;
  return [
    line({
      ...{ figure: 'audit', what: `lines parsed, hashed and rooted, ${what}`, unit: 'ms', value: spentMs },
      beside: { eventsPerSecond: (events / spentMs) * 1_000, rootMs },
      aim: { most: 15_000 * (events / 1_000_000) },
    }),
    line({
      ...{ figure: 'audit', what: `memory beyond the rest, ${what}`, unit: 'MB', value: memoryMb },
      beside: { wholeMb },
      aim: { most: 200 },
    }),
    line({
      ...{ figure: 'audit', what: `a proof of inclusion, p99, ${what}`, unit: 'ms', value: proofMs },
      beside: { hashes, bytes: hashes * 32 },
    }),
  ];
}

/** Events of the decisions that a community takes in a year: some twelve of them, with thirty votes by name each. */
const perCommunity = 480;

/** `siyi audit` over a generated year of a district: every decision and every request judged again, as one command. */
async function judged({ size: { scale }, say }: Bench): Promise<readonly Line[]> {
  const house = await startHouse({ without: ['api', 'api2', 'projector', 'worker'] });
  const client = clientOf(house.storeUrl);
  const people = await People.on(house.folder, 'http://nobody', 5);
  try {
    const { departments, communities } = yearOf;
    const names = (what: string, count: number): readonly string[] =>
      Array.from({ length: count }, (_, n) => uuidV5(`bench/${what}/${n}`));
    const district = {
      id: uuidV5('bench/the district'),
      departments: names('department', departments),
      communities: names('community', communities),
    };
    const admissions = await fillWithAdmissions(client, district, people.day);
    const wanted =
      Number(await people.session.log.end()) + Math.max(2_000, communities * perCommunity * scale);
    await fillWithDecisions(people.session, client, wanted, say, district.communities);
    const events = Number(await people.session.log.end());
    say(`${events} events, ${admissions} of them of admissions`);
    const main = resolve('dist/apps/cli/src/main.js');
    const start = performance.now();
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      [...nodeFlags.app, main, 'audit', '--json'],
      {
        ...{ encoding: 'utf8', maxBuffer: 2 ** 30 },
        env: { ...process.env, EVENTSTORE_URL: house.storeUrl, SIYI_DATA: house.folder.root },
      },
    );
    const ms = performance.now() - start;
    // 1: something deviates, as it does where no posting follows a decision
    if (status !== 0 && status !== 1) throw new Error(stderr);
    const histories = stdout.split('\n').filter((one) => one !== '').length;
    return [
      line({
        ...{
          figure: 'audit',
          what: `siyi audit, a year of ${communities} communities`,
          unit: 'ms',
          value: ms,
        },
        beside: { histories, events, historiesPerSecond: (histories / ms) * 1_000 },
        aim: { most: 30_000 },
      }),
    ];
  } finally {
    await people.leave();
    await client.dispose();
    await house.stop();
  }
}

export const audit: Figure = async (bench) => [...hashed(bench), ...(await judged(bench))];
