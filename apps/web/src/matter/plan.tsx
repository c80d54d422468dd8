import type { Decision, Money } from '../api/answers';
import { useWords } from '../frame/i18n';

/** Fen as yuan, by digits, never by floating point. */
export const yuanOf = (fen: number): string =>
  `${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(fen % 100).padStart(2, '0')}`;

export function MoneyLine({ money }: Readonly<{ money: Money | null }>) {
  const { say } = useWords();
  if (money === null) return null;
  return (
    <p>
      {say('money')}: <strong>{say('yuan', { yuan: yuanOf(money.amountFen) })}</strong> · {money.purpose} ·{' '}
      {money.payeeRule}
    </p>
  );
}

/** The plan in large type, in the version that is voted on. */
export function Plan({ decision, version }: Readonly<{ decision: Decision; version?: number }>) {
  const { say } = useWords();
  const plan = decision.plans.find((one) => one.version === version) ?? decision.plans.at(-1);
  if (plan === undefined) return null;
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{say('planTitle', { version: plan.version })}</h2>
      <p className="plan">{plan.text ?? say('planSealed')}</p>
      <MoneyLine money={plan.money} />
    </section>
  );
}
