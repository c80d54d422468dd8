import { idOf, type Told, type ToldOf } from './told.js';

/** Whom it waits for when it is not one person: whoever holds such a seat in the community. */
export type DutyRole = 'organ' | 'supervision' | 'witness' | 'street';

/** Something that waits for somebody. */
export type DutyRow = Readonly<{
  duty: string;
  /** `decision` or `sitting`, and its id. */
  about: string;
  id: string;
  kind: string;
  ref: string;
  /** By it many are ended at once. */
  bundle: string;
  person: string | null;
  role: DutyRole | null;
  /** Bodies whose secretary, chair or vice-chair it waits for, when not those of every organ. */
  bodies: readonly string[] | null;
  dueOn: string | null;
  since: string;
  /** A later event calls for it: nothing to do yet. */
  waiting: boolean;
  /** Who attested already, where two have to. */
  attestedBy: readonly Readonly<{ by: string; supervision: boolean }>[];
}>;

export type Who = Readonly<{ person: string } | { role: DutyRole; bodies?: readonly string[] }>;
type More = Readonly<{ dueOn?: string | null; bundle?: string; waiting?: boolean }>;

/** A duty as an event gives it rise; its key says of what, which, and whose. */
export function duty(event: Told, kind: string, ref: string | number, who: Who, more: More = {}): DutyRow {
  const id = idOf(event);
  const person = 'person' in who ? who.person : null;
  const role = 'role' in who ? who.role : null;
  return {
    duty: `${id}:${kind}:${ref}:${person ?? role}`,
    about: event.stream.slice(0, event.stream.indexOf('-')),
    ...{ id, kind, ref: String(ref), person, role },
    bodies: 'role' in who ? (who.bodies ?? null) : null,
    bundle: more.bundle ?? `${id}:${kind}:${ref}`,
    dueOn: more.dueOn ?? null,
    since: event.metadata.at,
    waiting: more.waiting ?? false,
    attestedBy: [],
  };
}

const organ: Who = { role: 'organ' };

/** Checking and posting, due by the day within which it is to be posted. */
export function postingDuties(event: Told, step: string, dueOn: string | null): readonly DutyRow[] {
  return [
    duty(event, 'checkPosting', step, { role: 'supervision' }, { dueOn }),
    duty(event, 'post', step, organ, { dueOn }),
  ];
}

/** Hanging, taking-down and closing of a posting that is up. */
export function postedDuties(event: ToldOf<'ResolutionPosted' | 'ResultPosted'>): readonly DutyRow[] {
  const { step, from, lastDay, requiredPlaces } = event.data;
  return [
    ...requiredPlaces.flatMap((place) => [
      duty(event, 'attestHanging', `${step}/${place}`, { role: 'witness' }, { dueOn: from }),
      duty(event, 'attestTakingDown', `${step}/${place}`, { role: 'witness' }, { dueOn: lastDay }),
    ]),
    duty(event, 'closePosting', step, organ, { dueOn: lastDay }),
  ];
}

/** The votes and counts that an open ballot waits for. */
export function ballotDuties(event: ToldOf<'BallotOpened'>): readonly DutyRow[] {
  const { ballot, form, present, recused, teller, scrutineer, heldOn: dueOn } = event.data;
  const bundle = `${idOf(event)}:ballot:${ballot}`;
  if (form === 'named' && 'filter' in present)
    return present
      .filter((person) => !recused.includes(person))
      .map((person) => duty(event, 'vote', ballot, { person }, { dueOn, bundle }));
  return [
    duty(event, 'recordCounts', ballot, { person: teller }, { dueOn, bundle }),
    duty(event, 'confirmCounts', ballot, { person: scrutineer }, { dueOn, bundle, waiting: true }),
  ];
}

/** Coming to the sitting, and its minutes once it is closed. */
export function sittingDuties(event: ToldOf<'SittingConvened'>): readonly DutyRow[] {
  const { heldOn: dueOn, called, convenerBodies: bodies } = event.data;
  const bundle = `${idOf(event)}:attend`;
  const persons = new Set(called.flatMap(({ roll }) => ('number' in roll ? [] : roll)));
  const led: Who = { role: 'organ', bodies };
  return [
    ...[...persons].map((person) => duty(event, 'attend', 'sitting', { person }, { dueOn, bundle })),
    duty(event, 'openSitting', 'sitting', led, { dueOn, bundle }),
    duty(event, 'recordMinutes', 'sitting', led, { waiting: true }),
    duty(event, 'confirmMinutes', 'sitting', led, { waiting: true }),
  ];
}
