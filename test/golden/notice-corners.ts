import type { Recorded } from '#kernel';
import { uuidV5 } from '#eventing';
import { Branch, streamIn } from './branch.js';

/** Notices that came too late, reached nobody, were read later in the digest, or whose list went on. */
export async function amongNotices(people: readonly Recorded[]): Promise<readonly Branch[]> {
  const last = people.at(-1) as Recorded;
  const nth = people.filter(({ type }) => type === last.type).length - 1;
  const branch = await Branch.behind(people, { type: last.type, nth, at: '2026-07-01T03:00:00.000Z' });
  const terms = { notice: uuidV5('golden/notice'), channel: 'file', groupSize: 20 };
  const batch = `noticeBatch-${uuidV5('golden/batch')}`;
  const open = {
    receipts: true,
    ...terms,
    recipients: [uuidV5('golden/recipient')],
    purposeEnds: '2026-06-30T11:00:00.000Z',
  };
  const community = streamIn(people, 'CommunityFormed');
  const teller = await branch.head(community);
  const [unreached, recipient] = [`noticeBatch-${uuidV5('golden/in vain')}`, uuidV5('golden/recipient')];
  const about = { community: community.slice(10), decision: null, sitting: null, objection: null };
  const where = { event: uuidV5('golden/cause'), stream: community };
  const nobody = { to: [], ballot: null, latest: null, purposeEnds: null };
  const hung = { from: '2026-07-01', lastDay: '2026-07-16', objectionUntil: '2026-07-16' };
  const text = { title: '修路', step: 'resolutionPosting', ...hung };
  const raised = { kind: 'posted', recipients: [recipient], text, about: { ...about, ...where }, ...nobody, to: ['subscribers'] };
  const attempt = { attempt: uuidV5('golden/attempt'), worker: 'one', takesUp: null, recipients: [recipient] };
  const bounced = { recipients: [recipient], outcome: 'permanent', reason: 'unknown mailbox', retryAfter: null };
  const again = uuidV5('golden/attempt again');
  const byHand = { recipients: [recipient], teller, toldOn: '2026-07-01', how: 'visit' };
  const notice = `notice-${terms.notice}`;
  const follows = uuidV5('golden/follower');
  const page = { recipients: [follows], after: null, last: true };
  const listed = `noticeBatch-${uuidV5('golden/batch of followers')}`;
  return [
    await branch.does(
      [batch, 'system:reactor', { type: 'OpenBatch', data: open }],
      [batch, 'system:worker', { type: 'LapseBatch', data: { reason: 'purposeEnded' } }],
      [notice, 'system:reactor', { type: 'RaiseNotice', data: raised }],
      [notice, 'system:reactor', { type: 'AddressNotice', data: {} }],
      [notice, 'system:timer', { type: 'ListRecipients', data: page }],
      [unreached, 'system:reactor', { type: 'OpenBatch', data: { ...open, purposeEnds: null } }],
      [unreached, 'system:worker', { type: 'RecordAttempt', data: attempt }],
      [
        unreached,
        'system:worker',
        { type: 'RecordOutcomes', data: { attempt: attempt.attempt, hash: 'h', parts: [bounced] } },
      ],
      [
        unreached,
        'system:edge',
        { type: 'RecordReceipts', data: { receipts: [{ attempt: attempt.attempt, state: 'bounced' }] } },
      ],
      [unreached, teller, { type: 'RetryUnreached', data: { recipients: [recipient] } }],
      [unreached, 'system:worker', { type: 'RecordAttempt', data: { ...attempt, attempt: again } }],
      [
        unreached,
        'system:worker',
        { type: 'RecordOutcomes', data: { attempt: again, hash: 'h', parts: [bounced] } },
      ],
      [unreached, teller, { type: 'RecordToldByHand', data: byHand }],
      [listed, 'system:reactor', { type: 'OpenBatch', data: { ...open, purposeEnds: null } }],
      [listed, 'system:worker', { type: 'LeaveToDigest', data: { recipients: [recipient] } }],
    ),
  ];
}

