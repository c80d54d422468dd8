import type { Addressed, Recorded } from '#kernel';
import type { AdmissionRequestEvent, TaskRefusalEvent } from '#admission/events';
import type { DecisionEvent, SittingEvent } from '#decision/events';
import { ofAdmission, ofRefusal } from './admission-occasions.js';
import type { BatchTerms, NoticeBatchEvent, NoticeCommand, NoticeEvent, NoticeKind } from './events.js';
import { ofDecision, ofSitting, type Occasion } from './occasions.js';

/** A reactor as the runner takes it: pure, one event to the commands that it calls for. */
export type NamedReactor = Readonly<{
  name: string;
  categories: readonly string[];
  react(event: Recorded): readonly Addressed[];
}>;

export type ReactorOptions = Readonly<{
  /** Derives an id from a name (uuid v5). */
  idOf: (name: string) => string;
  channel: Readonly<{ name: string; groupSize: number; retryFor?: number | null; receipts?: boolean }>;
  /** Channels that write to a group of people, and the kinds of notices that they may repeat there. */
  robots?: readonly Readonly<{
    channel: Readonly<{ name: string; retryFor: number | null }>;
    kinds: readonly NoticeKind[];
  }>[];
}>;

const placeOf = (stream: string): Readonly<{ category: string; id: string }> => {
  const dash = stream.indexOf('-');
  return { category: stream.slice(0, dash), id: stream.slice(dash + 1) };
};

function raise(event: Recorded, occasion: Occasion | undefined, idOf: (name: string) => string) {
  if (occasion === undefined) return [];
  const { community, objection, ...terms } = occasion;
  const { category, id } = placeOf(event.stream);
  const about = {
    ...{ community, objection, event: event.id, stream: event.stream },
    decision: category === 'decision' ? id : null,
    sitting: category === 'sitting' ? id : null,
    ...(category === 'admissionRequest' ? { admission: id } : {}),
    ...(category === 'taskRefusal' ? { refusal: id } : {}),
  };
  const command: NoticeCommand = { type: 'RaiseNotice', data: { ...terms, about } };
  return [{ category: 'notice', id: idOf(`notice/${event.id}/${occasion.kind}`), command }];
}

/** Events of sittings, decisions and admissions call for notices; an owed notice for its persons, a raised one for its batches. */
export function noticeReactors(options: ReactorOptions): readonly NamedReactor[] {
  const { idOf } = options;
  return [
    {
      name: 'notices.occasions',
      categories: ['sitting', 'decision'],
      react: (event) =>
        placeOf(event.stream).category === 'sitting'
          ? raise(event, ofSitting(event as Recorded<SittingEvent>), idOf)
          : raise(event, ofDecision(event as Recorded<DecisionEvent>), idOf),
    },
    {
      name: 'notices.admissions',
      categories: ['admissionRequest', 'taskRefusal'],
      react: (event) =>
        placeOf(event.stream).category === 'admissionRequest'
          ? raise(event, ofAdmission(event as Recorded<AdmissionRequestEvent>), idOf)
          : raise(event, ofRefusal(event as Recorded<TaskRefusalEvent>), idOf),
    },
    {
      name: 'notices.batches',
      categories: ['notice', 'noticeBatch'],
      react: (event) => follow(event as Recorded<NoticeEvent | NoticeBatchEvent>, options),
    },
  ];
}

const hoursOf = ({ retryFor }: Readonly<{ retryFor?: number | null }>) =>
  retryFor === undefined || retryFor === null ? {} : { retryFor };

const open = (id: string, data: BatchTerms): Addressed => ({
  category: 'noticeBatch',
  id,
  command: { type: 'OpenBatch', data },
});

type Frozen = Pick<Extract<NoticeEvent, { type: 'NoticeRaised' }>['data'], 'batches' | 'purposeEnds'>;

/** The batches of a notice over the channel of persons; `first` is the number of the first of them. */
function opened(
  notice: string,
  { batches, purposeEnds, first }: Frozen & Readonly<{ first: number }>,
  channel: ReactorOptions['channel'],
): readonly Addressed[] {
  const { name, groupSize } = channel;
  const reports = channel.receipts ? ({ receipts: true } as const) : {};
  const terms = { notice, channel: name, groupSize, purposeEnds, ...hoursOf(channel), ...reports };
  return batches.map(({ batch, recipients }, index) =>
    open(batch, { ...terms, recipients, ...(first + index === 0 ? {} : { number: first + index }) }),
  );
}

function follow(
  event: Recorded<NoticeEvent | NoticeBatchEvent>,
  { channel, robots = [], idOf }: ReactorOptions,
): readonly Addressed[] {
  const { id } = placeOf(event.stream);
  switch (event.type) {
    case 'NoticeOwed':
      return [{ category: 'notice', id, command: { type: 'AddressNotice', data: {} } }];
    case 'NoticeRaised': {
      const { batches, purposeEnds, kind } = event.data;
      const persons = opened(id, { batches, purposeEnds, first: 0 }, channel);
      const groups = robots.filter(({ kinds }) => kinds.includes(kind));
      return [
        ...persons,
        ...groups.map(({ channel: robot }) =>
          open(idOf(`${id}/group/${robot.name}`), {
            ...{ notice: id, channel: robot.name, groupSize: 1, purposeEnds, ...hoursOf(robot) },
            // Stands for whoever reads there: no person, and nobody counts as told.
            ...{ recipients: [`group:${robot.name}`], personal: false },
          }),
        ),
      ];
    }
    case 'RecipientsListed': {
      const { batches, number: first, purposeEnds } = event.data;
      return opened(id, { batches, purposeEnds, first }, channel);
    }
    case 'BatchDone': {
      const { notice, ...sums } = event.data;
      const command: NoticeCommand = { type: 'CountBatch', data: { batch: id, ...sums } };
      return [{ category: 'notice', id: notice, command }];
    }
    default:
      return [];
  }
}
