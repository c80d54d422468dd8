import { Button, Checkbox, Input, QRCode } from 'antd';
import { useState } from 'react';
import type { Sitting } from '../api/answers';
import { useGiving } from '../api/giving';
import { useNames, useReading } from '../api/reading';
import { Failed } from '../frame/states';
import { Waiting } from '../frame/waiting';
import { useWords } from '../frame/i18n';
import { useOwn } from '../session/session';

/** The code that stands on the room's screen. */
export function RoomCode({ sitting }: Readonly<{ sitting: string }>) {
  const { say } = useWords();
  const code = useReading<Readonly<{ code: string }>>(`sittings/${sitting}/room-code`, 10);
  if (!code.isSuccess) return null;
  return (
    <section aria-labelledby="room">
      <h2 id="room">{say('roomCode')}</h2>
      <div className="row">
        <div className="room-code">{code.data.code}</div>
        <div aria-hidden="true">
          <QRCode
            value={`${window.location.origin}/app/sittings/${sitting}#${code.data.code}`}
            type="canvas"
            bgColor="#fff"
            color="#000"
          />
        </div>
      </div>
      <p>{say('scanHint')}</p>
    </section>
  );
}

/** One's own arrival, by the code shown in the room. */
export function OwnArrival({ sitting }: Readonly<{ sitting: Sitting }>) {
  const { say } = useWords();
  const { person } = useOwn();
  const { run, busy, tries, failed } = useGiving();
  // the code on the screen leads here with its six digits behind the #
  const [code, setCode] = useState(() => /^#(\d{6})$/.exec(window.location.hash)?.[1] ?? '');
  const due = sitting.rolls.some(({ roll }) => roll.includes(person));
  if (!due) return null;
  if (sitting.present.includes(person)) return <p role="status">{say('signedIn')}</p>;
  const arrive = () =>
    run({
      path: '/api/sittings/{id}/arrivals',
      at: { id: sitting.sitting },
      body: { persons: [person], means: 'code', code },
    });
  return (
    <section aria-labelledby="here">
      <h2 id="here">{say('signMeIn')}</h2>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      <div className="row">
        <Input
          aria-label={say('enterCode')}
          placeholder={say('enterCode')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          style={{ maxWidth: 320 }}
        />
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={code.length !== 6}
          onClick={() => void arrive()}
        >
          {say('signMeIn')}
        </Button>
      </div>
    </section>
  );
}

/** Who is there: ticked in by those who run the sitting, and out again. */
export function Attendance({ sitting }: Readonly<{ sitting: Sitting }>) {
  const { say } = useWords();
  const names = useNames(sitting.community);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { run, busy, tries, failed } = useGiving();
  const due = [...new Set(sitting.rolls.flatMap(({ roll }) => roll))];
  const there = sitting.present.filter((person) => !sitting.departed.includes(person));
  const nameOf = (person: string): string => names.data?.get(person) ?? say('nobody');
  const away = due.filter((person) => !there.includes(person));
  const at = { id: sitting.sitting };
  const signIn = async (): Promise<void> => {
    const body = { persons: ticked, means: 'tick' };
    if ((await run({ path: '/api/sittings/{id}/arrivals', at, body })) !== undefined) setTicked([]);
  };
  return (
    <section aria-labelledby="attendance">
      <h2 id="attendance">{say('attendance')}</h2>
      <p role="status">{say('presentOf', { present: there.length, due: due.length })}</p>
      <Waiting tries={tries} />
      {failed !== undefined && <Failed error={failed} />}
      {away.length > 0 && (
        <>
          <Checkbox
            checked={ticked.length === away.length}
            indeterminate={ticked.length > 0 && ticked.length < away.length}
            onChange={(event) => setTicked(event.target.checked ? away : [])}
          >
            {say('tickAll')}
          </Checkbox>
          <Checkbox.Group
            value={[...ticked]}
            onChange={(values) => setTicked(values)}
            options={away.map((person) => ({ value: person, label: nameOf(person) }))}
          />
          <p>
            <Button
              type="primary"
              loading={busy}
              disabled={ticked.length === 0}
              onClick={() => void signIn()}
            >
              {say('tickIn')} ({ticked.length})
            </Button>
          </p>
        </>
      )}
      {there.length > 0 && (
        <details>
          <summary>{say('presentOf', { present: there.length, due: due.length })}</summary>
          <ul className="plain">
            {there.map((person) => (
              <li key={person} className="row">
                <span className="grow">{nameOf(person)}</span>
                <Button
                  aria-label={`${say('left')}: ${nameOf(person)}`}
                  onClick={() => void run({ path: '/api/sittings/{id}/departures', at, body: { person } })}
                >
                  {say('left')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
