import type { Ballot, RuleSet } from '../api/answers';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';

/** What a ballot came to, with its arithmetic and the article. */
export function Result({ ballot, ruleSet }: Readonly<{ ballot: Ballot; ruleSet: RuleSet }>) {
  const { say, pick } = useWords();
  const title = ruleSet.steps.find(({ key }) => key === ballot.step)?.title;
  const { verdict, quorum, counts } = ballot;
  return (
    <div>
      <strong>{title ? pick(title) : ballot.step}</strong> {say('heldOn', { day: ballot.heldOn })}{' '}
      {verdict && (
        <Mark tone={verdict.carried ? 'good' : 'bad'}>{say(verdict.carried ? 'done' : 'notPassed')}</Mark>
      )}
      {counts && (
        <div>
          {say('yes')} {counts.yes} · {say('no')} {counts.no} · {say('abstain')} {counts.abstain} ·{' '}
          {say('spoiled')} {counts.spoiled}
        </div>
      )}
      {quorum && (
        <div>
          {pick(quorum.arithmetic)} <small>〔{quorum.article}〕</small>
        </div>
      )}
      {verdict && (
        <div>
          {pick(verdict.arithmetic)} <small>〔{verdict.article}〕</small>
        </div>
      )}
    </div>
  );
}

/** All ballots of a matter, newest first. */
export function Results({ ballots, ruleSet }: Readonly<{ ballots: readonly Ballot[]; ruleSet: RuleSet }>) {
  const { say } = useWords();
  if (ballots.length === 0) return <p>{say('noResults')}</p>;
  return (
    <ul className="plain">
      {ballots.toReversed().map((ballot) => (
        <li key={ballot.ballot}>
          <Result ballot={ballot} ruleSet={ruleSet} />
        </li>
      ))}
    </ul>
  );
}
