import type { Addressed, Recorded } from '#kernel';
import type { AdmissionRequestEvent, TaskRefusalEvent } from '#admission/events';
import type { DecisionEvent, SittingEvent } from '#decision/events';
import type { NoticeBatchEvent, NoticeCommand, NoticeEvent } from './events.js';
import { ofAdmission, ofRefusal } from './admission-occasions.js';
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
  channel: Readonly<{ name: string; groupSize: number }>;
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
export function noticeReactors({ idOf, channel }: ReactorOptions): readonly NamedReactor[] {
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
      react: (event) => follow(event as Recorded<NoticeEvent | NoticeBatchEvent>, channel),
    },
  ];
}

function follow(
  event: Recorded<NoticeEvent | NoticeBatchEvent>,
  channel: ReactorOptions['channel'],
): readonly Addressed[] {
  const { id } = placeOf(event.stream);
  switch (event.type) {
    case 'NoticeOwed':
      return [{ category: 'notice', id, command: { type: 'AddressNotice', data: {} } }];
    case 'NoticeRaised': {
      const { batches, purposeEnds } = event.data;
      const terms = { notice: id, channel: channel.name, groupSize: channel.groupSize, purposeEnds };
      return batches.map(({ batch, recipients }) => ({
        category: 'noticeBatch',
        id: batch,
        command: { type: 'OpenBatch', data: { ...terms, recipients } },
      }));
    }
    case 'BatchDone':
      return [
        {
          category: 'notice',
          id: event.data.notice,
          command: { type: 'CloseNotice', data: { batch: id } },
        },
      ];
    default:
      return [];
  }
}
