import type { Message, Recorded } from '#kernel';

/** Brings an event of one schema version to the next; it may rename the type. */
export type Upcaster = (event: Message<string, Readonly<Record<string, unknown>>>) => Message;

/** By event type, then by the version it starts from. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/** Brings a stored event to the newest version that the upcasters know; what is stored stays as it was. */
export function upcast(event: Recorded, upcasters: Upcasters): Recorded {
  let { type, data } = event as Message<string, Readonly<Record<string, unknown>>>;
  let { schema } = event.metadata;
  for (let step = upcasters[type]?.[schema]; step; step = upcasters[type]?.[schema]) {
    ({ type, data } = step({ type, data }) as Message<string, Readonly<Record<string, unknown>>>);
    schema += 1;
  }
  if (schema === event.metadata.schema) return event;
  return { ...event, type, data, metadata: { ...event.metadata, schema } };
}
