import { conflict, forbidden, invalid, judgedOn, type Issued } from '#kernel';
import { dayOf, isCivilDate, seatsOn } from '#procedure';
import type { CommunityState } from '#community/events';
import type { NoticeBatchCommand, NoticeBatchEvent } from '../events.js';
import type { Batch } from './batch-state.js';
import { factsOf } from './facts.js';
import { personsOf } from './recipients.js';

type Command = Issued<Extract<NoticeBatchCommand, { type: 'RecordToldByHand' }>>;

const article = 'procedures §6';

/** The door-knock list filled in: who of those whom no channel reached was told by a person, when and how. */
export function recordToldByHand(
  { data, by, facts, at }: Command,
  state: Batch,
): readonly NoticeBatchEvent[] {
  const { community } = factsOf(facts);
  const today = dayOf(at);
  const heads = personsOf('conveners', factsOf(facts), { ballot: null, objection: null, day: today });
  if (community === undefined || !heads.includes(by.person))
    return forbidden(
      'notice.notConvener',
      '上门告知由本社区党组织书记、居（村）委会主任登记；请由其登记。',
      'What was told by hand is recorded by the secretary or a chair of the community that the notice is of: ask them.',
      { article },
    );
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
  const recipients = [...new Set(data.recipients)].sort();
  const reached = recipients.filter((person) => state.recipients[person]?.state !== 'failed');
  if (reached.length > 0 || recipients.length === 0)
    return conflict(
      'notice.notUnreached',
      '名单中有人不在未送达之列：尚在发送、已送达，或已登记告知；请刷新上门名单',
      'Somebody listed is not among those whom no channel reached: still being sent to, reached, or recorded before. Take the list anew',
      { article, details: { recipients: reached } },
    );
  return [{ type: 'ToldByHand', data: { ...data, recipients, judged: judgedOn(community) } }];
}

const sitsThere = (state: CommunityState, person: string, day: string): boolean =>
  state.status === 'formed' && seatsOn(state, day).some((seat) => seat.person === person);
