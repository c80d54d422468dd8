import type { Decider, Issued } from '#kernel';
import { never } from '#kernel';
import type { SealRegisterCommand, SealRegisterEvent, SealRegisterState } from '../events.js';
import { entrust, lose, replace } from './seal-custody.js';
import type { SealFacts } from './seal-facts.js';
import { apply, approve, decline, stamp } from './seal-use.js';

function decide(
  command: Issued<SealRegisterCommand, SealFacts>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  switch (command.type) {
    case 'EntrustSeal':
      return entrust(command, state);
    case 'ApplyForSeal':
      return apply(command, state);
    case 'ApproveSealUse':
      return approve(command, state);
    case 'DeclineSealUse':
      return decline(command, state);
    case 'StampDocument':
      return stamp(command, state);
    case 'ReportSealLost':
      return lose(command, state);
    case 'ReplaceSeal':
      return replace(command, state);
    default:
      return never(command);
  }
}

function without(open: SealRegisterState['open'], number: number): SealRegisterState['open'] {
  return Object.fromEntries(Object.entries(open).filter(([key]) => key !== String(number)));
}

function evolve(state: SealRegisterState, event: SealRegisterEvent): SealRegisterState {
  switch (event.type) {
    case 'SealEntrusted':
      return { ...state, custodian: event.data.custodian };
    case 'SealUseRequested': {
      const { number, use, by: enteredBy } = event.data;
      const { applicant, documentHash, copies, decision } = use;
      const opened = { applicant, enteredBy, documentHash, copies, decision, approver: null };
      return { ...state, last: number, open: { ...state.open, [number]: opened } };
    }
    case 'SealUseRefused':
      return { ...state, last: event.data.number };
    case 'SealUseApproved': {
      const { number, by } = event.data;
      const use = state.open[number];
      return use ? { ...state, open: { ...state.open, [number]: { ...use, approver: by } } } : state;
    }
    case 'SealUseDeclined':
    case 'DocumentStamped':
      return { ...state, open: without(state.open, event.data.number) };
    case 'SealLost':
      return { ...state, lostUntil: event.data.noticeUntil };
    case 'SealReplaced':
      return { ...state, lostUntil: null };
    default:
      return never(event);
  }
}

/** The seal of a residents' committee: who keeps it, and who applied for, approved and stamped what, never one person (R§5.1). */
export const sealRegister: Decider<SealRegisterCommand, SealRegisterEvent, SealRegisterState, SealFacts> = {
  decide,
  evolve,
  initialState: { custodian: null, lostUntil: null, last: 0, open: {} },
};
