import type { AdmissionRequestEvent } from '#admission/events';
import type { Recorded } from '#kernel';
import { carries, quorumMet, type ShareRule, type Words } from '#procedure';
import { deviation } from './ballots.js';
import { bySeverity, type Deviation, type Severity } from './deviation.js';

type Told = Recorded<AdmissionRequestEvent>;
type Vote = Extract<
  Told,
  {
    type:
      | 'AdmissionGranted'
      | 'AdmissionRejected'
      | 'AdmissionRenewed'
      | 'RenewalDeclined'
      | 'AdmissionExited'
      | 'ExitDeclined';
  }
>;

const half = { num: 1, den: 2 };
/** Over half of the authority's members make a sitting, over half of those present decide; no source prints it. */
const rule = (base: ShareRule['base']): ShareRule => ({
  ...{ fraction: half, strict: true, base, source: '默认参数(R§10)' },
});

const carriedBy: Readonly<Record<Vote['type'], boolean>> = {
  ...{ AdmissionGranted: true, AdmissionRenewed: true, AdmissionExited: true },
  ...{ AdmissionRejected: false, RenewalDeclined: false, ExitDeclined: false },
};

function vote(event: Vote): readonly Deviation[] {
  const { tally } = event.data;
  const found: Deviation[] = [];
  const quorum = quorumMet(tally.present, tally.roll, rule('roll'));
  if (!quorum.met)
    found.push(deviation('unlawful', 'audit.noQuorum', event, quorum.article, quorum.arithmetic));
  const due = carries(tally, rule('present'));
  if (due.carried !== carriedBy[event.type])
    found.push(deviation('unlawful', 'audit.wrongVerdict', event, due.article, due.arithmetic));
  return found;
}

const law = '居委会组织法(2025) §43';

/** Judges a request for admission again: hearing, vote, order, money against the agreement; lateness of the decision. */
export function judgeAdmission(events: readonly Recorded[]): readonly Deviation[] {
  const found: Deviation[] = [];
  const agreed = new Map<string, number>();
  const paid = new Map<string, number>();
  let [heard, needed, decideBy, signed] = [0, 0, '', false];
  for (const event of events as readonly Told[]) {
    const note = (severity: Severity, code: string, article: string, text: Words): void => {
      found.push(deviation(severity, code, event, article, text));
    };
    if (event.type === 'AdmissionRequestFiled') {
      ({ hearingsNeeded: needed, decideBy } = event.data);
      heard = 0;
    }
    if (event.type === 'OpinionGiven') heard += 1;
    if (event.type === 'AdmissionRequestReviewed' && heard < needed)
      note('unlawful', 'audit.unheard', '上海市街道办事处条例 §10', {
        zh: `只听取了 ${heard} 个社区的意见,应为 ${needed} 个。`,
        en: `${heard} communities were heard; ${needed} had to be.`,
      });
    if (event.type in carriedBy) found.push(...vote(event as Vote));
    if (event.type === 'AdmissionGranted' || event.type === 'AdmissionRejected') {
      const { heldOn } = event.data.sitting;
      if (heldOn > decideBy)
        note('late', 'audit.decidedLate', '北京西城 2018[S2]', {
          zh: `应于 ${decideBy} 前决定,实际 ${heldOn}。`,
          en: `It was to be decided by ${decideBy} and was on ${heldOn}.`,
        });
    }
    if (event.type === 'AgreementSigned') signed = true;
    if (event.type === 'AgreementSigned' || event.type === 'AdmissionRenewed')
      for (const { community, amountFen } of event.data.payments)
        agreed.set(community, (agreed.get(community) ?? 0) + amountFen);
    if (event.type === 'AdmissionPublished' && !signed)
      note('unlawful', 'audit.publishedUnsigned', law, {
        zh: '未签协议即公布。',
        en: 'It was published without an agreement.',
      });
    if (event.type === 'PaymentRecorded') {
      const { community, amountFen } = event.data;
      const sum = (paid.get(community) ?? 0) + amountFen;
      paid.set(community, sum);
      if (sum > (agreed.get(community) ?? 0))
        note('unlawful', 'audit.beyondAgreement', law, {
          zh: `已付 ${sum} 分,超过协议的 ${agreed.get(community) ?? 0} 分。`,
          en: `${sum} fen were paid; ${agreed.get(community) ?? 0} were agreed.`,
        });
    }
  }
  return bySeverity(found);
}
