import { forbidden, invalid } from '#kernel';
import { dayOf, humanOf, organicLaw, seatsOn } from '#procedure';
import type { SittingEvent } from '../events.js';
import { bodyWords } from './body-words.js';
import { sittingIn, type InSession } from './sitting-session.js';
import type { GivenSitting, SittingState } from './state.js';
import { communityOf, mustSit, organs } from './who.js';

type Arrival = GivenSitting<'RecordArrival'>;

function mustEnterFor({ by, at, facts, data }: Arrival, sitting: InSession): void {
  const community = communityOf(facts);
  if (data.means !== 'code') return mustSit(community, by, dayOf(at), [...sitting.convenerBodies, ...organs]);
  if (data.persons.length !== 1 || data.persons[0] !== by.person)
    forbidden(
      'sitting.codeIsPersonal',
      '会场签到码只能本人使用:其他人请由计票人登记。',
      'The code in the room signs in oneself only: others are ticked by the teller.',
    );
  // The codes valid at this minute come with the facts; who sends a wrong one is not in the room.
  if (data.code === undefined || !facts.roomCodes?.state.includes(data.code))
    forbidden(
      'sitting.codeWrong',
      '签到码无效或已过期:请用会场正在显示的签到码。',
      'The code is wrong or has expired: use the one shown in the room now.',
      { article: 'R§3.1' },
    );
}

/** RecordArrival: of persons on a roll, or seated in the community (列席, not counted); anybody else is refused. */
export function recordArrival(command: Arrival, state: SittingState): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'open');
  mustEnterFor(command, sitting);
  const community = communityOf(command.facts);
  const persons = [...new Set(command.data.persons.map((person) => humanOf(community, person)))];
  const onRoll = new Set(sitting.rolls.flatMap(({ roll }) => ('number' in roll ? [] : roll)));
  const seated = new Set(seatsOn(community, sitting.heldOn).map((seat) => humanOf(community, seat.person)));
  const unknown = persons.filter((person) => !onRoll.has(person) && !seated.has(person));
  if (unknown.length > 0)
    invalid(
      'sitting.notOnRoll',
      '有人不在名册上,也未在本社区任职:不登记为到会。',
      'Some are neither on a roll nor seated in the community: they are not recorded as present.',
      { article: organicLaw(community.kind).articles.representatives, details: { unknown } },
    );
  const arrived = persons.filter((person) => !sitting.present.includes(person));
  if (arrived.length === 0) return [];
  return [{ type: 'ArrivalRecorded', data: { persons: arrived, means: command.data.means } }];
}

/** RecordHeadcount: for a body that is counted, by a teller with a second person as scrutineer. */
export function recordHeadcount(
  command: GivenSitting<'RecordHeadcount'>,
  state: SittingState,
): readonly SittingEvent[] {
  const { body, number, scrutineer } = command.data;
  const sitting = sittingIn(state, 'open');
  const community = communityOf(command.facts);
  const day = dayOf(command.at);
  mustSit(community, command.by, day, [...sitting.convenerBodies, ...organs]);
  const seated = seatsOn(community, day).some(
    (seat) => humanOf(community, seat.person) === humanOf(community, scrutineer),
  );
  const by = humanOf(community, command.by.person);
  if (!seated || humanOf(community, scrutineer) === by)
    invalid(
      'decision.counterAlone',
      '点数须由计票人和另一名在任的监票人共同进行。',
      'A headcount takes a teller and another seated person as scrutineer.',
      { details: { scrutineer } },
    );
  const words = bodyWords([body], sitting.heldOn, community.kind);
  const roll = sitting.rolls.find((one) => one.body === body)?.roll;
  if (!roll || !('number' in roll))
    return invalid(
      'sitting.numberNotAsked',
      `“${words.zh}”以名册签到,不以点数计。`,
      `“${words.en}” signs in by its roll; it is not counted by heads.`,
      { details: { body } },
    );
  if (!Number.isSafeInteger(number) || number < 0 || number > roll.number)
    invalid(
      'sitting.headcountImpossible',
      `到会数须为 0 至 ${roll.number} 的整数:请重新清点。`,
      `The headcount is an integer from 0 to ${roll.number}: count again.`,
      {
        article: organicLaw(community.kind).articles.residentsQuorum,
        details: { number, roll: roll.number },
      },
    );
  return [{ type: 'HeadcountRecorded', data: { body, number, teller: command.by.person, scrutineer } }];
}

/** RecordDeparture: by the person himself or who keeps the list; every decision on the agenda is told. */
export function recordDeparture(
  command: GivenSitting<'RecordDeparture'>,
  state: SittingState,
): readonly SittingEvent[] {
  const sitting = sittingIn(state, 'open');
  const community = communityOf(command.facts);
  const person = humanOf(community, command.data.person);
  const keepers = [...sitting.convenerBodies, ...organs];
  if (humanOf(community, command.by.person) !== person)
    mustSit(community, command.by, dayOf(command.at), keepers);
  if (!sitting.present.includes(person)) return [];
  const decisions = [...new Set(sitting.items.map((item) => item.decision))];
  return [{ type: 'DepartureRecorded', data: { person, decisions } }];
}
