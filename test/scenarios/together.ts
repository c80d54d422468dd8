import { Matter, type Opening } from './matter.js';
import type { Stage } from './stage.js';

/** What the teller counts of one item. */
export type Count = Readonly<{
  yes?: number;
  no?: number;
  abstain?: number;
  spoiled?: number;
  options?: Readonly<Record<string, number>>;
}>;

export type Item = Readonly<{
  title: string;
  category: string;
  count: Count;
  kind?: 'yesNo' | 'options' | 'choose';
  seats?: number;
  amountFen?: number;
}>;

/** One meeting of a set of practice: one sitting, several items, counted by teller and scrutineer. */
export type Together = Readonly<{
  ruleSet: string;
  day: string;
  /** Bodies in the order of arrival with how many of each come; or a number for households. */
  present: Readonly<Record<string, number>> | Readonly<{ households: number; of: number }>;
  items: readonly Item[];
  form?: 'hands' | 'secretPaper';
}>;

const isCounted = (present: Together['present']): present is Readonly<{ households: number; of: number }> =>
  'of' in present;

/** Opens the matters, convenes one sitting with all of them, and judges each; returns them after the minutes. */
export async function together(stage: Stage, meeting: Together): Promise<readonly Matter[]> {
  const { ruleSet, day, present, items, form = 'hands' } = meeting;
  const chair = await stage.role('committee', 'chair');
  const [teller, scrutineer] = (await stage.persons('supervision')) as [string, string];
  await stage.at(day, '08:00');
  const matters: Matter[] = [];
  for (const { title, category, amountFen } of items) {
    const opening: Opening = {
      ruleSet,
      category,
      title,
      by: chair,
      ...(amountFen === undefined ? {} : { amountFen }),
    };
    matters.push(await Matter.open(stage, opening));
  }
  const sitting = await stage.does(chair, 'sittings', {
    community: stage.community,
    items: matters.map(({ id }) => ({ decision: id, step: 'meeting' })),
    heldOn: day,
    time: '19:00',
    place: '社区会议室',
    noticeOn: day,
  });
  await stage.at(day, '19:00');
  const at = `sittings/${sitting.id}`;
  if (isCounted(present)) {
    const numbers = { households: { number: present.of, source: '户籍册' } };
    await stage.does(chair, `${at}/opening`, { heldOn: day, numbers });
    await stage.does(chair, `${at}/headcounts`, {
      body: 'households',
      number: present.households,
      scrutineer,
    });
  } else {
    await stage.does(chair, `${at}/opening`, { heldOn: day });
    for (const [body, number] of Object.entries(present)) {
      const persons = (await stage.persons(body)).slice(0, number);
      if (persons.length < number) throw new Error(`${stage.scenario.id}: only ${persons.length} in ${body}`);
      if (number > 0) await stage.does(chair, `${at}/arrivals`, { persons, means: 'sheet' });
    }
  }
  for (const [index, matter] of matters.entries()) {
    const { count, kind = 'yesNo', seats = 1 } = items[index] as Item;
    const { yes = 0, no = 0, abstain = 0, spoiled = 0, options } = count;
    await matter.does(chair, 'ballots', {
      ...{ sitting: sitting.id, step: 'meeting', form, kind, seats, teller, scrutineer },
      options: Object.keys(options ?? {}),
    });
    await matter.does(teller, 'ballots/1/counts', {
      counts: { yes, no, abstain, spoiled, ...(options === undefined ? {} : { options }) },
    });
    await matter.does(scrutineer, 'ballots/1/counts/confirmation');
    await matter.closeBallot(1, chair);
  }
  await (matters[0] as Matter).minutes(sitting.id, chair);
  return matters;
}
