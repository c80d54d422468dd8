import { Button } from 'antd';
import { useParams } from 'react-router';
import { ActList } from '../act/act-list';
import { useGiving } from '../api/giving';
import { useSitting } from '../api/reading';
import { Failed, Loading } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';
import { actsOn } from './acts';
import { Item } from './agenda-item';
import { Attendance, OwnArrival, RoomCode } from './attendance';
import { Minutes } from './minutes';

/** A sitting: opened, its attendance, its ballots, its minutes; for whoever runs it, and for those who attend. */
export function SittingPage() {
  const { id } = useParams();
  const { say } = useWords();
  const { me, today } = useOwn();
  const sitting = useSitting(id, 60);
  const { run, busy, tries, failed } = useGiving();
  if (sitting.isPending) return <Loading />;
  if (sitting.isError) return <Failed error={sitting.error} again={() => void sitting.refetch()} />;
  const { status, heldOn, time, place, community, items, noticeOn } = sitting.data;
  const here = me.seats.filter((seat) => seat.place === community);
  const runs = here.some(({ body }) => ['branch', 'committee'].includes(body));
  const at = { id: sitting.data.sitting };
  return (
    <>
      <h1>
        {heldOn} {time} · {place} <Mark>{say(`sittingStatus_${status}`)}</Mark>
      </h1>
      <p>
        {say('noticeOn')}: {noticeOn}
      </p>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      {status === 'convened' && runs && (
        <Button
          type="primary"
          size="large"
          loading={busy}
          onClick={() => void run({ path: '/api/sittings/{id}/opening', at, body: { heldOn: today } })}
        >
          {say('openIt')}
        </Button>
      )}
      {status === 'open' && (
        <>
          <OwnArrival sitting={sitting.data} />
          {runs && <RoomCode sitting={sitting.data.sitting} />}
          {here.length > 0 && <Attendance sitting={sitting.data} />}
        </>
      )}
      <section aria-labelledby="agenda">
        <h2 id="agenda">{say('agenda')}</h2>
        {items.map((item) => (
          <Item key={`${item.decision}/${item.step}`} sitting={sitting.data} item={item} />
        ))}
      </section>
      {status === 'open' && runs && (
        <p>
          <Button loading={busy} onClick={() => void run({ path: '/api/sittings/{id}/closing', at })}>
            {say('closeSitting')}
          </Button>
        </p>
      )}
      {here.length > 0 && (
        <ul className="plain">
          <ActList acts={actsOn(sitting.data)} state={[status, sitting.data.secondPersonNeeded]} />
        </ul>
      )}
      {['closed', 'adjourned'].includes(status) && here.length > 0 && <Minutes sitting={sitting.data} />}
    </>
  );
}
