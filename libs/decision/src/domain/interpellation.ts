import { conflict, forbidden, invalid, judgedOn } from '#kernel';
import { adultsNeeded, dayOf, humanOf, interpellation, interpellationDue, rollOn, seatsOn } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustStand } from './objection-file.js';
import { receiptCode } from './objection-receipt.js';
import type { Opened } from './phase.js';
import { mustBeHash } from './plan.js';
import { postingOn } from './posting-step.js';
import type { Given } from './state.js';
import { communityOf } from './who.js';

type Interpellating = Given<'Interpellate'>;
type Where = ReturnType<typeof communityOf>;

/** Read when it is asked for: no fold reads the law. */
const rule = () => ({ article: interpellation.source, fewest: interpellation.representatives });

/** The persons who sign, the one who files among them, each human once. */
function signersOf({ data, by }: Interpellating, where: Where): readonly string[] {
  const named = data.basis === 'voters' ? [] : [by.person, ...data.signers];
  return [...new Set(named.map((person) => humanOf(where, person)))].sort();
}

/** Whoever signs for a body sits there on that day. */
function mustAllSit(where: Where, signers: readonly string[], body: string, day: string): void {
  const sit = new Set(seatsOn(where, day, [body]).map(({ person }) => humanOf(where, person)));
  const others = signers.filter((person) => !sit.has(person));
  if (others.length > 0)
    forbidden(
      'decision.signerNotSeated',
      '签名人须为该机构的现任成员:请核对名单。',
      'Whoever signs sits in that body today: check the list.',
      { article: rule().article, details: { body, persons: others } },
    );
}

const tooFew = (zh: string, en: string, details: Readonly<Record<string, number>>): never =>
  conflict('decision.signersTooFew', `签名人数不足:${zh}。`, `Too few have signed: ${en}.`, {
    article: rule().article,
    details,
  });

function mustBeEnough(command: Interpellating, where: Where, signers: readonly string[], day: string): void {
  const { basis, voters } = command.data;
  const { article, fewest } = rule();
  if (basis === 'voters') {
    const needed = adultsNeeded(where.adults);
    if (voters === null || !Number.isSafeInteger(voters) || voters > where.adults)
      invalid(
        'decision.votersUnfit',
        `联名人数须为不超过 ${where.adults} 的整数。`,
        `The number who signed is a whole number of ${where.adults} at most.`,
        { article, details: { adults: where.adults } },
      );
    if (voters < needed)
      tooFew(`须有十分之一以上(${needed} 人)`, `a tenth is needed, ${needed} persons`, { needed, voters });
    return;
  }
  if (voters !== null)
    invalid(
      'decision.votersUnfit',
      '由机构成员提出的,不填联名人数。',
      'Members of a body give no number of voters.',
      {
        article,
      },
    );
  mustAllSit(where, signers, basis, day);
  if (basis === 'representatives' && signers.length < fewest)
    tooFew(`须有 ${fewest} 名以上代表`, `${fewest} representatives are needed`, {
      needed: fewest,
      signed: signers.length,
    });
  const members = rollOn(where, ['supervision'], day).length;
  if (basis === 'supervision' && signers.length * 2 <= members)
    tooFew('须为监督委员会过半数成员', 'more than half of the supervision committee is needed', {
      members,
      signed: signers.length,
    });
}

/** Interpellate: in writing, on paper that all have signed; a question with its own clock, which upholds nothing by itself. */
export function interpellate(command: Interpellating, state: Opened): readonly DecisionEvent[] {
  const { data, by, commandId } = command;
  mustStand(state, by.person);
  mustBeHash(data.documentHash);
  const where = communityOf(command.facts);
  const filedOn = dayOf(command.at);
  postingOn(state, data.step, filedOn);
  const signers = signersOf(command, where);
  mustBeEnough(command, where, signers, filedOn);
  const { lastDay, provisional } = interpellationDue(filedOn);
  const { basis, voters, documentHash } = data;
  return [
    {
      type: 'ObjectionFiled',
      data: {
        ...{ objection: commandId, step: data.step, kind: 'interpellation', receipt: receiptCode(commandId) },
        ...{ text: data.text, contact: null, by: humanOf(where, by.person) },
        ...{ filedOn, replyBy: lastDay, provisional, source: rule().article },
        interpellation: { basis, signers, voters, documentHash },
        judged: judgedOn(command.facts.community),
      },
    },
  ];
}
