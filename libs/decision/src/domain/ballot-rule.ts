import { conflict, forbidden, invalid } from '#kernel';
import type { BallotForm, BallotKind, MeetingStep } from '#procedure';
import type { Given } from './state.js';

type Asked = Given<'OpenBallot'>['data'];

function checkForm(step: MeetingStep, form: BallotForm, aid: boolean, byNumber: boolean): void {
  if (!step.ballotForms.includes(form))
    invalid(
      'decision.formNotAllowed',
      `“${step.title.zh}”不采用这种表决方式;可用:${step.ballotForms.join('、')}。`,
      `"${step.title.en}" does not vote in this form; allowed: ${step.ballotForms.join(', ')}.`,
      { article: 'R§10 ballot.form', details: { allowed: step.ballotForms } },
    );
  if (aid && form !== 'secretPaper' && step.ballotForms.includes('secretPaper'))
    invalid(
      'decision.secretAsked',
      '涉及人和救助的事项以无记名纸质投票表决。',
      'Matters about people and aid are voted on by secret paper ballot.',
      { article: 'R§10 ballot.form', details: { allowed: ['secretPaper'] } },
    );
  if (byNumber && form === 'named')
    invalid(
      'decision.namedNeedsRoll',
      '按户数计的会议没有名册,不能记名表决:请举手或无记名纸质投票。',
      'A body that is counted and not listed cannot vote by name: use hands or secret paper.',
      { details: { allowed: ['hands', 'secretPaper'] } },
    );
}

/** In a matter of aid an option is a number, as on the list that was handed out: `第3号`, `03号`, `A12`. */
const optionNumber = /^(第)?[A-Za-z]?\d{1,4}(号|户)?$/;

function checkPrivacy(options: readonly string[]): void {
  if (options.every((option) => optionNumber.test(option))) return;
  invalid(
    'decision.optionNamesPerson',
    '救助事项的选项只写编号(如“第3号”),姓名写在方案里:方案加密保存,票面和结果公开。',
    'In a matter of aid an option is a number (such as 第3号); names belong into the plan, which is sealed, while paper and result are public.',
    { article: '个人信息保护法 §6', details: { pattern: optionNumber.source } },
  );
}

function checkOptions(step: MeetingStep, { kind, options, seats }: Asked): void {
  if (!step.ballotKinds.includes(kind))
    invalid(
      'decision.kindNotAllowed',
      `“${step.title.zh}”不采用这种选票;可用:${step.ballotKinds.join('、')}。`,
      `"${step.title.en}" does not use this kind of paper; allowed: ${step.ballotKinds.join(', ')}.`,
      { details: { allowed: step.ballotKinds } },
    );
  if (
    options.length !== new Set(options).size ||
    options.some((one) => one.trim() === '') ||
    !fits(kind, options, seats)
  )
    invalid(
      'decision.optionsInvalid',
      '赞成反对票不列选项;选择票至少两个不同选项,可选数不超过选项数。',
      'A yes/no paper lists no options; others list two or more different ones, and no more may be chosen than are listed.',
      { details: { kind, options, seats } },
    );
}

function fits(kind: BallotKind, options: readonly string[], seats: number): boolean {
  if (kind === 'yesNo') return options.length === 0 && seats === 1;
  if (options.length < 2) return false;
  if (kind === 'options') return seats === 1;
  return Number.isInteger(seats) && seats >= 1 && seats <= options.length;
}

/** Refuses a form, kind or list of options that the step does not know. */
export function checkPaper(step: MeetingStep, asked: Asked, aid: boolean): void {
  checkForm(step, asked.form, aid, step.rollByNumber);
  checkOptions(step, asked);
  if (aid) checkPrivacy(asked.options);
}

/** Teller and scrutineer are two persons of the community without an interest in the matter. */
export function checkCounters(
  { teller, scrutineer }: Pick<Asked, 'teller' | 'scrutineer'>,
  seated: (person: string) => boolean,
  recused: readonly string[],
): void {
  if (teller === scrutineer)
    invalid(
      'decision.counterAlone',
      '计票人与监票人须为两人。',
      'Teller and scrutineer are two different persons.',
      { article: 'R§12 监票人/计票人' },
    );
  for (const person of [teller, scrutineer]) {
    if (!seated(person))
      forbidden(
        'decision.counterUnknown',
        '计票人、监票人须在本社区任职或为居民代表:请另选。',
        'Teller and scrutineer hold a seat in the community: choose another person.',
        { details: { person } },
      );
    if (recused.includes(person))
      conflict(
        'decision.counterRecused',
        '回避的人不得计票或监票:请另选。',
        'A recused person neither counts nor watches the count: choose another person.',
        { article: 'R§3.3', details: { person } },
      );
  }
}
