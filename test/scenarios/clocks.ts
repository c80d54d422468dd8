import { roads } from './f1.js';
import { Matter } from './matter.js';
import { assumed, type Scenario } from './scenario.js';

type Mine = Readonly<{ notices: readonly Readonly<{ kind: string; decision: string | null }>[] }>;

/** A matter that nobody goes on with: those who must act are told once, when its days are over. */
const standsStill: Scenario = {
  id: 'N1-stands-still',
  title: { zh: '事项六十日无进展:提醒一次', en: 'a matter that does not move for 60 days: told once' },
  source: 'procedures §6, deadline passed; the 60 days are ours [I]',
  community: 'F1',
  numbers: { days: assumed(60) },
  async play(stage) {
    await stage.at('2026-02-28');
    const matter = await Matter.open(stage, { ...roads, title: '加装楼道扶手' });
    const secretary = await stage.role('branch', 'secretary');
    const told = async (person: string): Promise<readonly string[]> =>
      (await stage.reads<Mine>('me/notices?limit=200', person)).notices
        .filter(({ decision }) => decision === matter.id)
        .map(({ kind }) => kind);
    await stage.at('2026-04-29');
    stage.expect('nobody is told on the last day', [], await told(secretary));
    await stage.at('2026-04-30');
    stage.expect('the secretary is told the day after', ['stepOverdue'], await told(secretary));
    await stage.at('2026-05-08');
    stage.expect('and is told once', ['stepOverdue'], await told(secretary));
    await matter.expectAt('proposal', 'deliberating');
  },
};

export const clocks: readonly Scenario[] = [standsStill];
