import { randomUUID } from 'node:crypto';
import { jsonEvent, type EventData } from '@eventstore/db-client';

/** An event of the size and shape of a vote; `more` goes into its data. */
export const voteLike = (nth: number, more: Readonly<Record<string, number | string>> = {}): EventData => {
  const [command, person] = [randomUUID(), randomUUID()];
  return jsonEvent({
    type: 'VoteCast',
    data: {
      ballot: 1,
      person,
      paper: { kind: 'yesNo', choice: nth % 3 === 0 ? 'no' : 'yes' },
      via: 'online',
      ...more,
    },
    metadata: {
      ...{ $correlationId: command, $causationId: command, commandId: command, by: { person } },
      ...{ at: '2026-03-09T11:30:00.000Z', commandHash: 'PtpJbHsvuMBDIMGGbESa2cLITEi2kqcRrxLS9LnWq2s' },
      ...{ schema: 1, ruleSet: 'practice-council' },
    },
  });
};
