import { invalid } from '#kernel';

import type { CountBase, Election, QuorumCheck, ShareRule, Tally, Verdict, Words } from './types.js';

const baseWords: Readonly<Record<CountBase, Words>> = {
  present: { zh: '到会', en: 'present' },
  due: { zh: '应到', en: 'due' },
  roll: { zh: '全体', en: 'all members' },
};

type Share = Pick<ShareRule, 'fraction' | 'strict'>;

/** Whether a count reaches the share of the base, by integers only. */
export function reaches(count: number, base: number, { fraction: { num, den }, strict }: Share): boolean {
  return strict ? count * den > base * num : count * den >= base * num;
}

const whole = (count: number, den: number): number => (count - (count % den)) / den;

/** The least count that reaches the share of the base. */
export function leastCount(base: number, { fraction: { num, den }, strict }: Share): number {
  return strict ? whole(base * num, den) + 1 : whole(base * num + den - 1, den);
}

const sign = (reached: boolean, strict: boolean): string =>
  strict ? (reached ? '>' : '≤') : reached ? '≥' : '<';

/** `30 × 1/2 = 15`, or `11 × 2/3 = 22/3` where it does not come out even. */
function product(base: number, { num, den }: ShareRule['fraction']): string {
  const share = (base * num) % den === 0 ? String((base * num) / den) : `${base * num}/${den}`;
  return `${base} × ${num}/${den} = ${share}`;
}

function sentence(count: number, base: number, rule: ShareRule, counted: Words): Words {
  const right = product(base, rule.fraction);
  const relation = sign(reaches(count, base, rule), rule.strict);
  const of = baseWords[rule.base];
  return {
    zh: `${counted.zh} ${count} ${relation} ${of.zh} ${right}`,
    en: `${counted.en} ${count} ${relation} ${of.en} ${right}`,
  };
}

const conclude = (words: Words, zh: string, en: string): Words => ({
  zh: `${words.zh}:${zh}`,
  en: `${words.en}: ${en}`,
});

function checked(tally: Tally): Tally {
  const { roll, due, present, yes, no, abstain, spoiled } = tally;
  const counts = [roll, due, present, yes, no, abstain, spoiled];
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    return invalid(
      'procedure.tallyImpossible',
      '票数应为非负整数',
      'counts must be integers that are not negative',
      {
        details: { tally },
      },
    );
  }
  if (present > due || due > roll || yes + no + abstain + spoiled > present) {
    return invalid(
      'procedure.tallyImpossible',
      `票数不合:赞成、反对、弃权、废票合计 ${yes + no + abstain + spoiled},到会 ${present},应到 ${due},全体 ${roll};请核对后重录`,
      `these counts cannot be: ${yes + no + abstain + spoiled} ballots, ${present} present, ${due} due, ${roll} members; check and enter again`,
      { details: { tally } },
    );
  }
  return tally;
}

/** Judges yes against the share of its base; a tie fails, whoever abstains or spoils stays in the base (§29). */
export function carries(tally: Tally, rule: ShareRule): Verdict {
  const { yes, no } = checked(tally);
  const base = tally[rule.base];
  const reached = reaches(yes, base, rule);
  const carried = reached && yes > no;
  const words = sentence(yes, base, rule, { zh: '赞成', en: 'yes' });
  const tied = reached && !carried;
  return {
    carried,
    base,
    needed: leastCount(base, rule),
    yes,
    comparison: rule.strict ? '>' : '>=',
    fraction: rule.fraction,
    baseKind: rule.base,
    arithmetic: tied
      ? conclude(words, `与反对 ${no} 相等,不通过`, `no more than ${no} against, not carried`)
      : conclude(words, carried ? '通过' : '不通过', carried ? 'carried' : 'not carried'),
    article: rule.source,
  };
}

/** Whether enough members of the roll are there to open; nobody is no quorum. */
export function quorumMet(present: number, roll: number, rule: ShareRule): QuorumCheck {
  checked({ roll, due: roll, present, yes: 0, no: 0, abstain: 0, spoiled: 0 });
  const met = present > 0 && reaches(present, roll, rule);
  const base = rule.base === 'present' ? 'roll' : rule.base;
  const words = sentence(present, roll, { ...rule, base }, { zh: '到会', en: 'present' });
  return {
    met,
    needed: Math.max(1, leastCount(roll, rule)),
    counted: present,
    base: roll,
    arithmetic: conclude(words, met ? '可以开会' : '不足法定人数', met ? 'quorum met' : 'no quorum'),
    article: rule.source,
  };
}

/** Which options reached the rule, the most votes first; where the last place is tied, nobody of the tie is elected. */
export function elects(
  votes: Readonly<Record<string, number>>,
  seats: number,
  tally: Tally,
  rule: ShareRule,
): Election {
  const base = checked(tally)[rule.base];
  const reached = Object.entries(votes)
    .filter(([, count]) => count > 0 && reaches(count, base, rule))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const last = reached[seats - 1]?.[1];
  const contested = last !== undefined && reached[seats]?.[1] === last;
  const elected = reached.slice(0, seats).filter(([, count]) => !contested || count > last);
  const tied = contested ? reached.filter(([, count]) => count === last) : [];
  const list = (entries: readonly (readonly [string, number])[]): string =>
    entries.map(([option, count]) => `${option} ${count}`).join(', ') || '—';
  const needed = leastCount(base, rule);
  const of = baseWords[rule.base];
  const right = product(base, rule.fraction);
  const relation = rule.strict ? '>' : '≥';
  return {
    elected: elected.map(([option]) => option),
    tied: tied.map(([option]) => option),
    arithmetic: {
      zh: `得票须 ${relation} ${of.zh} ${right},即至少 ${needed} 票,取前 ${seats} 项;入选 ${list(elected)}${contested ? `;末位同票,不入选:${list(tied)}` : ''}`,
      en: `votes ${relation} ${of.en} ${right}, at least ${needed}, first ${seats}; chosen ${list(elected)}${contested ? `; tied for the last place, not chosen: ${list(tied)}` : ''}`,
    },
    article: rule.source,
  };
}
