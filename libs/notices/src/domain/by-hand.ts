import { conflict, forbidden, invalid, judgedOn, type Issued } from '#kernel';
import { dayOf, isCivilDate, seatsOn } from '#procedure';
import type { CommunityState } from '#community/events';
import type { NoticeBatchCommand, NoticeBatchEvent } from '../events.js';
import type { Batch } from './batch-state.js';
import { factsOf } from './facts.js';
import { personsOf } from './recipients.js';

type Command<T extends NoticeBatchCommand['type']> = Issued<Extract<NoticeBatchCommand, { type: T }>>;
type ByHead = Command<'RecordToldByHand'> | Command<'RetryUnreached'>;

const article = 'procedures §6';

/** The community of a notice; refused for whoever does not lead one of its organs today. */
function mustLead({ by, facts, at }: ByHead) {
  const { community } = factsOf(facts);
  const heads = personsOf('conveners', factsOf(facts), { ballot: null, objection: null, day: dayOf(at) });
  if (community !== undefined && heads.includes(by.person)) return community;
  return forbidden(
    'notice.notConvener',
    '未送达人员的后续告知由本社区党组织书记、居（村）委会主任办理；请由其办理。',
    'Those whom no channel reached are seen to by the secretary or a chair of the community that the notice is of: ask them.',
    { article },
  );
}

/** The persons named, each once, in order; refused unless the channels failed each of them for good. */
function unreachedOf(named: readonly string[], state: Batch): readonly string[] {
  const recipients = [...new Set(named)].sort();
  const others = recipients.filter((person) => state.recipients[person]?.state !== 'failed');
  if (others.length === 0 && recipients.length > 0) return recipients;
  return conflict(
    'notice.notUnreached',
    '名单中有人不在未送达之列：尚在发送、已送达，或已登记告知；请刷新上门名单',
    'Somebody listed is not among those whom no channel reached: still being sent to, reached, or recorded before. Take the list anew',
    { article, details: { recipients: others } },
  );
}

/** The door-knock list filled in: who of those whom no channel reached was told by a person, when and how. */
export function recordToldByHand(
  command: Command<'RecordToldByHand'>,
  state: Batch,
): readonly NoticeBatchEvent[] {
  const { data, at } = command;
  const today = dayOf(at);
  const community = mustLead(command);
  const { toldOn, teller } = data;
  if (!isCivilDate(toldOn) || toldOn > today)
    return invalid(
      'notice.toldLater',
      `告知日期 ${toldOn} 不是已经到来的日期`,
      `${toldOn} is no day that has come: record it once it is done`,
      { article, details: { toldOn } },
    );
  if (!sitsThere(community.state, teller, toldOn))
    return invalid(
      'notice.tellerUnknown',
      `告知人 ${toldOn} 未在本社区任职；请填写负责上门的成员`,
      `Whoever tells sits in a body of the community; on ${toldOn} that person did not: name the member who answers for it`,
      { article, details: { teller } },
    );
  const recipients = unreachedOf(data.recipients, state);
  return [{ type: 'ToldByHand', data: { ...data, recipients, judged: judgedOn(community) } }];
}

/** RetryUnreached: whoever was failed for good is tried anew, with as many tries as at first; what had a purpose must have it still. */
export function retryUnreached(
  command: Command<'RetryUnreached'>,
  state: Batch,
): readonly NoticeBatchEvent[] {
  const community = mustLead(command);
  const { purposeEnds } = state;
  if (purposeEnds !== null && Date.parse(command.at) >= Date.parse(purposeEnds))
    return conflict(
      'notice.purposeEnded',
      `该通知的目的已于 ${purposeEnds} 失去，不再发送；仍须知晓的，请当面告知并登记`,
      `The notice lost its purpose at ${purposeEnds} and is not sent any more; tell those who must know in person, and record it`,
      { article, details: { purposeEnds } },
    );
  const recipients = unreachedOf(command.data.recipients, state);
  return [{ type: 'RetryAsked', data: { recipients, judged: judgedOn(community) } }];
}

const sitsThere = (state: CommunityState, person: string, day: string): boolean =>
  state.status === 'formed' && seatsOn(state, day).some((seat) => seat.person === person);
