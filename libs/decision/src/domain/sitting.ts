import { never, type Decider } from '#kernel';
import type { SittingCommand, SittingEvent } from '../events.js';
import { conveneSitting } from './sitting-convening.js';
import {
  adjournSitting,
  cancelSitting,
  closeSitting,
  confirmMinutes,
  recordMinutes,
} from './sitting-ending.js';
import { evolveSitting } from './sitting-evolve.js';
import { confirmLateEntry, openSitting } from './sitting-opening.js';
import { recordArrival, recordDeparture, recordHeadcount } from './sitting-presence.js';
import type { SittingFacts, SittingState } from './state.js';

/** One coming-together of one or more bodies: notice, rolls, presence, minutes. */
export const sitting: Decider<SittingCommand, SittingEvent, SittingState, SittingFacts> = {
  initialState: { phase: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'ConveneSitting':
        return conveneSitting(command, state);
      case 'CancelSitting':
        return cancelSitting(command, state);
      case 'OpenSitting':
        return openSitting(command, state);
      case 'ConfirmLateEntry':
        return confirmLateEntry(command, state);
      case 'RecordArrival':
        return recordArrival(command, state);
      case 'RecordHeadcount':
        return recordHeadcount(command, state);
      case 'RecordDeparture':
        return recordDeparture(command, state);
      case 'AdjournSitting':
        return adjournSitting(command, state);
      case 'CloseSitting':
        return closeSitting(command, state);
      case 'RecordMinutes':
        return recordMinutes(command, state);
      case 'ConfirmMinutes':
        return confirmMinutes(command, state);
      default:
        return never(command);
    }
  },
  evolve: evolveSitting,
};
