import type { Recorded } from '#kernel';
import { defineView } from '#read-models';
import type { DuePayment } from './events.js';
import { idOf, told } from './told.js';

/** What was agreed to be due to a community on a day, or was paid to it. */
export type MoneyEntryRow = Readonly<{
  key: string;
  request: string;
  community: string;
  kind: 'due' | 'paid';
  on: string;
  amountFen: number;
}>;

const dues = (event: Recorded, payments: readonly DuePayment[]): readonly MoneyEntryRow[] =>
  payments.map(({ community, dueOn: on, amountFen }) => {
    const request = idOf(event);
    return { key: `${request}:due:${community}:${on}`, request, community, kind: 'due', on, amountFen };
  });

function entriesOf(recorded: Recorded): readonly MoneyEntryRow[] {
  const event = told.request(recorded);
  switch (event.type) {
    case 'AgreementSigned':
    case 'AdmissionRenewed':
      return dues(recorded, event.data.payments);
    case 'PaymentRecorded': {
      const { community, paidOn: on, amountFen } = event.data;
      const request = idOf(event);
      const key = `${request}:paid:${event.revision}`;
      return [{ key, request, community, kind: 'paid', on, amountFen }];
    }
    default:
      return [];
  }
}

/** The ledger of 费随事转: what is due by agreements, and what was paid, line by line. */
export const moneyEntryView = defineView<MoneyEntryRow>({
  name: 'money_entry_v1',
  key: 'key',
  columns: {
    ...{ key: 'text', request: 'text', community: 'text', kind: 'text', on: 'date', amountFen: 'bigint' },
  },
  indexes: [{ columns: ['request'] }, { columns: ['community', 'on'] }],
  categories: ['admissionRequest'],
  ownRows: true,
  rows: (event) => entriesOf(event).map(({ key }) => key),
  evolve: (_, event, key) => entriesOf(event).find((one) => one.key === key) ?? null,
});
