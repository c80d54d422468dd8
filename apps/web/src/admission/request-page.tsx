import { useParams } from 'react-router';
import { ActList } from '../act/act-list';
import type { Place } from '../api/answers';
import { useReading } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';
import { yuanOf } from '../matter/plan';
import { useOwn } from '../session/session';
import { actsOn } from './acts';
import type { Admission } from './answers';
import { Status } from './desk-page';
import { useOffices } from './offices';

/** A request for admission: what is asked, on what basis, with what money; what the communities say; what may be done next. */
export function RequestPage() {
  const { id } = useParams();
  const { say } = useWords();
  const { me, today } = useOwn();
  const offices = useOffices();
  const request = useReading<Admission>(`admission-requests/${id}`, 60);
  const places =
    useReading<Readonly<{ communities: readonly Pick<Place, 'id' | 'name'>[] }>>('communities?limit=200');
  if (request.isError) return <Failed error={request.error} again={() => void request.refetch()} />;
  if (request.isPending || offices.isPending) return <Loading />;
  const { title, status, application, money, load, opinions, inForce, overdue } = request.data;
  const nameOf = (community: string): string =>
    places.data?.communities.find((one) => one.id === community)?.name ?? community.slice(0, 8);
  const seats = new Set(me.seats.map(({ place }) => place));
  const standing = {
    department: seats.has(request.data.department),
    authority: offices.data?.find(
      ({ kind, parent }) => kind === 'authority' && parent === request.data.district,
    )?.id,
    communities: request.data.communities.filter((one) => seats.has(one)),
  };
  const facts = [
    [say('basisOfTask'), application.basis],
    [say('content'), application.content],
    [say('powers'), application.powers],
    [say('peopleOfTask'), application.people],
    [say('term'), `${application.from} — ${application.until}`],
    [say('hoursPerMonth'), String(application.hoursPerMonth)],
    [say('communities'), request.data.communities.map(nameOf).join('、')],
  ];
  return (
    <>
      <h1>
        {title} <Status status={status} /> {inForce && <Mark tone="good">{say('inForce')}</Mark>}{' '}
        {overdue && <Mark tone="bad">{say('late')}</Mark>}
      </h1>
      <section aria-labelledby="next">
        <h2 id="next">{say('nextSteps')}</h2>
        <p>{say('nextHint')}</p>
        <ul className="plain">
          <ActList
            acts={actsOn(request.data, standing, today)}
            state={[status, request.data.movedAt, today]}
          />
        </ul>
      </section>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {money.length > 0 && (
        <section aria-labelledby="money">
          <h2 id="money">{say('money')}</h2>
          <div className="wide" tabIndex={0} role="group" aria-label={say('money')}>
            <table>
              <thead>
                <tr>
                  {[say('community'), say('agreed'), say('duePaid'), say('paid'), say('owed')].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {money.map((one) => (
                  <tr key={one.community}>
                    <th scope="row">{nameOf(one.community)}</th>
                    {[one.agreedFen, one.dueFen, one.paidFen, one.owedFen].map((fen, column) => (
                      <td key={column}>{yuanOf(fen)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {load.length > 0 && (
        <p>
          {load
            .map(
              ({ community, before, after }) =>
                `${nameOf(community)}：${before} → ${after} ${say('hoursPerMonth')}`,
            )
            .join('；')}
        </p>
      )}
      {opinions.length > 0 && (
        <section aria-labelledby="opinions">
          <h2 id="opinions">{say('opinions')}</h2>
          <ul className="plain">
            {opinions.map(({ community, opinion, text }) => (
              <li key={community}>
                {nameOf(community)}{' '}
                <Mark>
                  {say(
                    opinion === 'for'
                      ? 'opinion_for'
                      : opinion === 'against'
                        ? 'opinion_against'
                        : 'opinion_conditions',
                  )}
                </Mark>{' '}
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
