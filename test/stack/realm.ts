import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { communityFor, sampleDistrict } from '#community';
import { Engine, uuidV5, type Executed } from '#eventing';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { idOf } from '../../apps/cli/src/sample.js';
import { openSession, type Session } from '../../apps/cli/src/session.js';
import { signToken } from '../../apps/cli/src/tokens.js';
import type { Facts } from '#kernel';
import { until } from '../faults/until.js';
import { startHouse, type House, type HouseOptions } from './house.js';

/** Where a command goes and who gives it when. */
export type Given = Readonly<{
  category: string;
  id: string;
  by: string;
  type: string;
  data: object;
  /** Instant of the engine's clock. */
  at: string;
  commandId: string;
  /** What the edge would have read besides. */
  facts?: Facts;
}>;

/** One of the two API instances, or an address that leads to one. */
export type Api = 0 | 1 | `http:${string}`;

export type Sending = Readonly<{
  person?: string | undefined;
  /** An object is sent as JSON, bytes and text as they are. */
  body?: object | string | Uint8Array;
  headers?: Readonly<Record<string, string>>;
  api?: Api;
  method?: string;
}>;
export type Answer = Readonly<{
  status: number;
  type: string;
  headers: Headers;
  json: Readonly<Record<string, unknown>>;
}>;

/** The person of that label in the boundary community. */
export const member = (label: string): string => idOf(`person/F1/${label}`);

/** The persons of the boundary community (R§8.1 F1) by what they are, and two from elsewhere. */
export const people = {
  resident: uuidV5('realm/a resident without a seat'),
  representative: member('representative10'),
  supervision: member('supervision03'),
  teller: member('supervision01'),
  scrutineer: member('supervision02'),
  secretary: member('member01'),
  chair: member('member04'),
  registrar: idOf('person/street01/registrar'),
  stranger: idOf('person/D1/branch01'),
} as const;
export type RoleName = keyof typeof people;

const labels = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => member(`${prefix}${String(n + 1).padStart(2, '0')}`));

/** Who signs in at the sitting of a step, with the votes that carry it. */
export const attending = {
  proposal: labels('member', 7),
  consultation: [...labels('member', 7), ...labels('committee', 5)],
  review: labels('member', 40),
  resolution: [...labels('member', 7).slice(3), ...labels('committee', 5), ...labels('representative', 21)],
} as const;

export const places = {
  community: (communityFor('F1', idOf) as { id: string }).id,
  otherCommunity: (communityFor('D1', idOf) as { id: string }).id,
  street: idOf('organization/street01'),
} as const;

const wanted = (id: string): boolean =>
  [
    ...[places.community, places.otherCommunity, places.street],
    ...[idOf('organization/district'), idOf('organization/street02')],
  ].includes(id);

/** A house with the boundary community in it; nothing in it moves by itself unless it is started with more roles. */
export class Realm {
  readonly #moment = new AsyncLocalStorage<string>();
  readonly #tokens = new Map<string, string>();
  readonly #engine: Engine;

  private constructor(
    readonly house: House,
    readonly session: Session,
    readonly now: string,
  ) {
    const clock = { now: () => this.#moment.getStore() ?? this.now };
    this.#engine = new Engine({ log: session.log, keys: session.keys, clock, aggregates });
  }

  /** Starts it at an instant, at which its clocks begin; without more a store and two API instances. */
  static async start(
    now: string,
    without: NonNullable<HouseOptions['without']> = ['projector', 'worker'],
  ): Promise<Realm> {
    const house = await startHouse({ at: now, without });
    const realm = new Realm(house, await openSession(house.folder), now);
    // by then the reactors have begun and the read models are made
    if (!without.includes('projector'))
      await until(
        () => realm.send('/health/ready', { method: 'GET' }),
        ({ status }) => status === 200,
        100_000,
      );
    for (const { category, id, by, command, name } of sampleDistrict({ idOf }))
      if (wanted(id))
        await realm.give({
          ...{ category, id, by, type: command.type, data: command.data },
          ...{ at: now, commandId: uuidV5(`realm/${name}`) },
        });
    await Promise.all(
      Object.values(people).map(async (person) => {
        const { token } = await signToken(house.folder, person, uuidV5(person), 1);
        realm.#tokens.set(person, token);
      }),
    );
    return realm;
  }

  /** A command past HTTP, at an instant of its own: how the states are made. */
  give({ category, id, by, type, data, at, commandId, facts }: Given): Promise<Executed> {
    const command = { type, data };
    const extra = facts === undefined ? {} : { extraFacts: facts };
    return this.#moment.run(at, () =>
      this.#engine.execute({ category, id, command, by: { person: by }, commandId, ...extra }),
    );
  }

  /** A stream as it stands. */
  load<S>(category: string, id: string) {
    return this.#engine.load<S>(category, id, { events: true });
  }

  /** Writes a stream's last event once more, otherwise where asked, past all rules: what no command does. */
  async repeatLast(stream: string, change: object = {}): Promise<void> {
    const last = await this.session.log.last(stream);
    if (last === undefined) throw new Error(`${stream} is empty`);
    const { type, revision, metadata } = last;
    const data = { ...(last.data as object), ...change };
    const again = { id: randomUUID(), type, data, metadata: { ...metadata, commandId: randomUUID() } };
    await this.session.log.append(stream, [again], revision);
  }

  /** The position of the log's last event. */
  end(): Promise<string> {
    return this.session.log.end();
  }

  /** Makes a token for a person who is not one of the named. */
  async admit(person: string): Promise<void> {
    const { token } = await signToken(this.house.folder, person, uuidV5(person), 1);
    this.#tokens.set(person, token);
  }

  /** One request to one of the API instances: below `/api`, or from the root where the path begins there. */
  async send(path: string, { person, body, headers, api = 0, method = 'POST' }: Sending): Promise<Answer> {
    const token = person === undefined ? undefined : this.#tokens.get(person);
    if (person !== undefined && token === undefined) throw new Error(`no token for ${person}`);
    const plain = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const root = typeof api === 'number' ? this.house.apis[api] : api;
    const answer = await fetch(`${root}${path.startsWith('/') ? path : `/api/${path}`}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: plain ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const json = type.includes('json') ? (JSON.parse(text) as Answer['json']) : { text };
    return { status: answer.status, type, headers: answer.headers, json };
  }

  async stop(): Promise<void> {
    await this.session.close();
    await this.house.stop();
  }
}
