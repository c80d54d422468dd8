import { Button, QRCode } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useGiving } from '../api/giving';
import { useNames, usePlace, useRuleSet } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';

type Slip = Readonly<{ person: string; name: string; code: string }>;

/** A slip to be cut out: the code in words and as a QR code that leads to where the password is chosen. */
function SlipCard({ slip, close }: Readonly<{ slip: Slip; close: () => void }>) {
  const { say } = useWords();
  const address = `${window.location.origin}/app/enrol`;
  return (
    <div className="slip">
      <h1>{slip.name}</h1>
      <div aria-hidden="true">
        <QRCode
          value={`${address}#${slip.person}.${slip.code}`}
          type="canvas"
          bgColor="#fff"
          color="#000"
          style={{ margin: '0 auto' }}
        />
      </div>
      <p className="code">{slip.code}</p>
      <p>{address}</p>
      <p>{say('slipHint')}</p>
      <div className="row no-print" style={{ justifyContent: 'center' }}>
        <Button type="primary" onClick={() => window.print()}>
          {say('print')}
        </Button>
        <Button onClick={close}>{say('close')}</Button>
      </div>
    </div>
  );
}

/** Who sits in a community today; a registrar hands out slips here. */
export function PersonsPage() {
  const { community = '' } = useParams();
  const { say, pick } = useWords();
  const { me, today } = useOwn();
  const [slip, setSlip] = useState<Slip>();
  const { run, busy, tries, failed } = useGiving();
  const place = usePlace(community);
  const names = useNames(community);
  const ruleSet = useRuleSet(place.data?.kind === 'village' ? 'village-2025' : 'city-2026');
  if (place.isError) return <Failed error={place.error} again={() => void place.refetch()} />;
  if (names.isError) return <Failed error={names.error} again={() => void names.refetch()} />;
  if (place.isPending || names.isPending || !ruleSet.isSuccess) return <Loading />;
  const seats = place.data.seats.filter(
    ({ from, until, endedOn }) => from <= today && today <= (endedOn ?? until),
  );
  const persons = [...new Set(seats.map(({ person }) => person))];
  const registers = me.seats.some(({ role }) => role === 'registrar');
  const issue = async (person: string, name: string): Promise<void> => {
    const body = { place: { kind: 'community', id: community } };
    const recorded = await run({ path: '/api/accounts/{id}/enrolments', at: { id: person }, body });
    if (recorded?.code !== undefined) setSlip({ person, name, code: recorded.code });
  };
  if (slip !== undefined) return <SlipCard slip={slip} close={() => setSlip(undefined)} />;
  return (
    <>
      <h1>
        {place.data.name} · {say('persons')}
      </h1>
      {registers && (
        <p>
          <Link to={`/workbench/${community}/import`}>{say('importRoll')}</Link>
        </p>
      )}
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      <ul className="plain">
        {persons.map((person) => {
          const name = names.data.get(person) ?? say('nobody');
          const bodies = seats
            .filter((seat) => seat.person === person)
            .map(({ body }) => ruleSet.data.bodies[body]);
          return (
            <li key={person} className="row">
              <span className="grow">
                <strong>{name}</strong> {bodies.flatMap((body) => (body ? [pick(body)] : [])).join('、')}
              </span>
              {registers && (
                <Button
                  loading={busy}
                  aria-label={`${say('issueSlip')}: ${name}`}
                  onClick={() => void issue(person, name)}
                >
                  {say('issueSlip')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
