import type { SealRegisterEvent } from '#admission/events';
import type { Recorded } from '#kernel';
import { deviation } from './ballots.js';
import type { Deviation } from './deviation.js';

type Told = Recorded<SealRegisterEvent>;
type Use = { by: string; applicant: string; documentHash: string; copies: number; approver: string | null };

const apart = '四川省村委会组织法实施办法 §11;重庆市实施村委会组织法办法 §21';

/** Judges a seal register again: who applied, approved and stamped are three persons, and only what was approved is stamped. */
export function judgeSeal(events: readonly Recorded[]): readonly Deviation[] {
  const uses = new Map<number, Use>();
  return (events as readonly Told[]).flatMap((event): readonly Deviation[] => {
    if (event.type === 'SealUseRequested') {
      const { number, by, use } = event.data;
      const { applicant, documentHash, copies } = use;
      uses.set(number, { by, applicant, documentHash, copies, approver: null });
      return [];
    }
    if (event.type !== 'SealUseApproved' && event.type !== 'DocumentStamped') return [];
    const { number, by } = event.data;
    const use = uses.get(number);
    const bare = event.type === 'DocumentStamped' && (use === undefined || use.approver === null);
    if (use === undefined || bare)
      return [
        deviation('unlawful', 'audit.stampedUnapproved', event, '社区印章管理制度(范本)[T5]', {
          zh: `第 ${number} 号用印未经批准。`,
          en: `Use ${number} was not approved.`,
        }),
      ];
    const before = [use.by, use.applicant];
    const others = event.type === 'SealUseApproved' ? before : [...before, use.approver];
    if (event.type === 'SealUseApproved') use.approver = by;
    const found: Deviation[] = [];
    if (others.includes(by))
      found.push(
        deviation('unlawful', 'audit.sameHand', event, apart, {
          zh: `第 ${number} 号用印:申请、批准、盖章不得为同一人。`,
          en: `Use ${number}: who applied, approved and stamped are three persons.`,
        }),
      );
    if (event.type !== 'DocumentStamped') return found;
    const { documentHash, copies } = event.data;
    if (documentHash !== use.documentHash || copies > use.copies)
      found.push(
        deviation('unlawful', 'audit.otherDocument', event, '社区印章管理制度(范本)[T5]', {
          zh: `第 ${number} 号用印:盖章的文件或份数与批准的不同。`,
          en: `Use ${number}: another document, or more copies, than was approved.`,
        }),
      );
    return found;
  });
}
