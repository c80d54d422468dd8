import type { Fact } from '#kernel';
import { conflict, forbidden, invalid, judgedOn, missing } from '#kernel';
import { dayOf, stillOpen, type Matter } from '#procedure';
import type { OpenUse, SealBasis, SealRegisterEvent, SealRegisterState, SealUse } from '../events.js';
import { inForceOn } from './catalog.js';
import { certificateBasis } from './certificate.js';
import { headOf, mustStandIn } from './request-facts.js';
import { sealRules } from './rules.js';
import { mustBeThere, same, seatHere, type Given } from './seal-facts.js';

function mustBeReadable({ kind, matter, addressee, copies, decision, publicInterest }: SealUse): void {
  if (matter.trim() === '' || addressee.trim() === '')
    invalid('seal.unsaid', '须写明用印事由和送交何处。', 'Say what it is, and to whom it goes.', {
      article: sealRules.register.source,
    });
  if (!Number.isSafeInteger(copies) || copies < 1)
    invalid('seal.noCopies', '份数须为正整数。', 'Copies are a positive whole number.', {
      ...{ article: sealRules.register.source, details: { copies } },
    });
  if (decision === null && (kind === 'resolution' || (publicInterest && kind !== 'certificate')))
    invalid(
      'seal.decisionMissing',
      '决议和涉及居民共同利益的文件,须写明所依据的决策事项。',
      'A resolution, and what touches all residents, names the decision on which it rests.',
      { article: sealRules.afterVote.source },
    );
}

/** A decision of this very community. */
function mustKnowTheDecision({ data, facts }: Given<'ApplyForSeal'>): void {
  if (data.use.decision === null) return;
  const matter = facts.decision?.state;
  if (matter === undefined || matter.phase === 'none' || matter.community !== data.community)
    missing('seal.decisionUnknown', '本社区没有所称的决策事项。', 'This community has no such decision.', {});
}

/** An application is entered; a certificate is judged by the lists at once. */
export function apply(
  command: Given<'ApplyForSeal'>,
  { last }: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  const { use } = data;
  const today = dayOf(at);
  mustStandIn(facts.street, use.district);
  const own = same(facts.community, by.person, use.applicant);
  if (!own && seatHere(facts.community, by.person, today, ['branch', 'committee']) === undefined)
    forbidden(
      'seal.forAnother',
      '代他人申请用印,须由居民委员会成员登记。',
      'For another only a member of the committee enters it.',
      { article: sealRules.register.source },
    );
  mustBeReadable(use);
  mustKnowTheDecision(command);
  const version = facts.catalog && inForceOn(facts.catalog.state, today);
  const article = use.decision === null ? sealRules.uses.source : sealRules.afterVote.source;
  const plain: SealBasis = { answer: 'issue', list: null, item: null, catalogVersion: null, article };
  const basis = use.kind === 'certificate' ? certificateBasis(use, version) : plain;
  const judged = judgedOn(facts.community, facts.catalog, facts.decision);
  const entered = { number: last + 1, use, basis, by: by.person, judged };
  return [{ type: basis.answer === 'issue' ? 'SealUseRequested' : 'SealUseRefused', data: entered }];
}

function openUse({ open }: SealRegisterState, number: number, approved: boolean): OpenUse {
  const use = open[number];
  if (use === undefined)
    return missing(
      'seal.notOpen',
      `第 ${number} 号用印申请不存在,或已办结、已不予办理。`,
      `There is no application ${number} that waits.`,
      { article: sealRules.register.source },
    );
  if (approved && use.approver === null)
    conflict('seal.notApproved', '尚未审批,不得用印。', 'It is not approved; nothing is stamped before.', {
      article: sealRules.apart.source,
    });
  if (!approved && use.approver !== null) conflict('seal.approved', '已经审批。', 'It is approved already.');
  return use;
}

/** What needs a vote or a posting is stamped only after it. */
function mustBeOver({ decision: id }: OpenUse, decision: Fact<Matter> | undefined): void {
  if (id === null) return;
  const open = stillOpen(decision?.state ?? { phase: 'none' });
  if (open === null) return;
  const words = { vote: '表决', posting: '公示', ended: '(事项已终止)' }[open];
  conflict(
    'seal.notYetOver',
    `须表决、公示的事项,待${words}结束后方可用印。`,
    `What needs a vote and a posting is stamped after them; open: ${open}.`,
    { article: sealRules.afterVote.source, details: { decision: id, open } },
  );
}

const mustBeAnother = (known: boolean, zh: string, en: string): void => {
  if (known) forbidden('seal.samePerson', zh, en, { article: sealRules.apart.source });
};

/** Secretary or chair signs; not the applicant, not the keeper, not before vote and posting are over. */
export function approve(
  command: Given<'ApproveSealUse'>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  const { id: seat } = headOf(facts.community, by, at);
  const { number } = data;
  const use = openUse(state, number, false);
  mustBeAnother(
    [use.applicant, use.enteredBy].some((one) => same(facts.community, by.person, one)),
    '申请人、登记人不得审批自己的用印。',
    'Nobody approves what he applied for or entered.',
  );
  mustBeAnother(
    same(facts.community, by.person, state.custodian),
    '审批人与印章保管人不得为同一人。',
    'The one who approves is not the one who keeps the seal.',
  );
  mustBeOver(use, facts.decision);
  const judged = judgedOn(facts.community, facts.decision);
  return [{ type: 'SealUseApproved', data: { number, by: by.person, seat, judged } }];
}

const keeps = ({ by, facts, at }: Given<'StampDocument' | 'DeclineSealUse'>, state: SealRegisterState) =>
  same(facts.community, by.person, state.custodian) &&
  seatHere(facts.community, by.person, dayOf(at), ['committee']) !== undefined;

/** Head or keeper will not have it stamped. */
export function decline(
  command: Given<'DeclineSealUse'>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts, at } = command;
  if (!keeps(command, state)) headOf(facts.community, by, at);
  const { number, grounds } = data;
  if (state.open[number] === undefined) openUse(state, number, false);
  return [
    {
      type: 'SealUseDeclined',
      data: { number, grounds, by: by.person, article: sealRules.afterVote.source },
    },
  ];
}

/** The keeper stamps just what was approved. */
export function stamp(
  command: Given<'StampDocument'>,
  state: SealRegisterState,
): readonly SealRegisterEvent[] {
  const { data, by, facts } = command;
  const { number, documentHash, copies } = data;
  if (!keeps(command, state))
    forbidden(
      'seal.notTheCustodian',
      '只有现任印章保管人可以用印,临时人员不得用印。',
      'Only the member of the committee who keeps the seal stamps; nobody for the time being.',
      { article: sealRules.afterVote.source },
    );
  mustBeThere(state);
  const use = openUse(state, number, true);
  for (const other of [use.applicant, use.enteredBy, use.approver])
    mustBeAnother(
      same(facts.community, by.person, other),
      '申请、审批、用印不得为同一人。',
      'Who applied or approved does not stamp.',
    );
  mustBeOver(use, facts.decision);
  if (documentHash !== use.documentHash)
    invalid(
      'seal.otherDocument',
      '文件与审批的不同;不得在空白纸上用印。',
      'This is not the document that was approved; never a blank paper.',
      { article: sealRules.afterVote.source },
    );
  if (!Number.isSafeInteger(copies) || copies < 1 || copies > use.copies)
    invalid('seal.tooManyCopies', `审批 ${use.copies} 份。`, `${use.copies} copies were approved.`, {
      article: sealRules.register.source,
      details: { approved: use.copies },
    });
  const judged = judgedOn(facts.community, facts.decision);
  return [{ type: 'DocumentStamped', data: { number, documentHash, copies, by: by.person, judged } }];
}
