import type { Checked, Ruling, Scenario } from './scenario.js';
import { Stage, type Theatre } from './stage.js';
import { Timeline } from './timeline.js';

/** What a whole playing came to. */
export type Played = Readonly<{
  checked: readonly Checked[];
  rulings: readonly Ruling[];
  failed: readonly Readonly<{ scenario: string; error: string }>[];
}>;

/**
 * Plays scenarios side by side on one clock, as the people concerned, through HTTP. A scenario that breaks is reported
 * and does not stop the others; `done` is called as each one ends.
 */
export async function play(
  scenarios: readonly Scenario[],
  theatre: Theatre,
  move: (to: string) => Promise<void>,
  done: (scenario: Scenario, stage: Stage, error?: Error) => void = () => undefined,
): Promise<Played> {
  const timeline = new Timeline();
  const failed: { scenario: string; error: string }[] = [];
  const stages = scenarios.map((scenario) => new Stage(scenario, theatre, timeline));
  const stories = stages.map((stage) => async () => {
    try {
      await stage.scenario.play(stage);
      done(stage.scenario, stage);
    } catch (error) {
      failed.push({ scenario: stage.scenario.id, error: (error as Error).message });
      done(stage.scenario, stage, error as Error);
    }
  });
  await timeline.run(stories, move);
  return {
    checked: stages.flatMap((stage) => stage.checked),
    rulings: stages.flatMap((stage) => stage.rulings),
    failed,
  };
}
