import { setTimeout as sleep } from 'node:timers/promises';
import { NotSent, type Channel, type Group } from '#notices';

/** Stands for the death of the process: nothing that comes after it may run. */
export class Crash extends Error {}

type Fault = 'slow' | 'crashBefore' | 'crashAfter' | 'failForNow' | 'failForGood' | 'timeOut';

/** A channel that counts what every person got, and fails as told, one fault per sending. */
export function outbox(groupSize = 100, faults: readonly (Fault | undefined)[] = []) {
  const sent: Group[] = [];
  let sendings = 0;
  const channel: Channel = {
    ...{ name: 'file', groupSize, personal: false, receipts: false },
    ...{ timeOut: 8_000, perSecond: 100, retryFor: null },
    async send(group) {
      const fault = faults[sendings];
      sendings += 1;
      if (fault === 'crashBefore') throw new Crash('before the sending');
      if (fault === 'failForNow') throw new NotSent('busy');
      if (fault === 'failForGood') throw new NotSent('noSuchAddress', true);
      if (fault === 'slow') await sleep(60);
      sent.push(group);
      if (fault === 'crashAfter') throw new Crash('after the sending');
      if (fault === 'timeOut') return new Promise(() => {});
      return { hash: `hash of ${group.attempt}` };
    },
  };
  const timesTold = (person: string) => sent.filter(({ recipients }) => recipients.includes(person)).length;
  return { channel, sent, timesTold };
}

/** Ids of as many persons. */
export const persons = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `p${String(n).padStart(3, '0')}`);

/** Waits until it holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
