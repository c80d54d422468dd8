import { Injectable } from '@nestjs/common';
import type { AdmissionTables } from '#admission';
import { communitiesUnder, seatsOfPerson, type CommunityTables } from '#community';
import {
  blackedOut,
  thePublic,
  type DecisionTables,
  type HeldRole,
  type ObjectionSeen,
  type Reader,
} from '#decision';
import { codec, type Clock, type Codec, type KeyStore, type Opener } from '#eventing';
import type { Sealed } from '#kernel';
import type { NoticeTables } from '#notices';
import { dayOf } from '#procedure';
import { atPosition, isAway, waitFor, type ReadModels } from '#read-models';
import { sql, type Kysely } from 'kysely';
import { rolesOf } from './held-roles.js';
import { seesWhole } from './matter-rules.js';
import { Problem } from './problem.js';
import { belongs, seenBy, type Audience, type Query } from './reading-filter.js';

/** The views from which follows who reads. */
export const seatViews = ['community_v2', 'organization_v1', 'seat_v1'];

/** All tables that the edge reads. */
export type ReadTables = CommunityTables & DecisionTables & NoticeTables & AdmissionTables;

/** An answer with the log position that it shows. */
export type Shown<T> = T & Readonly<{ position: string }>;

const isSealed = (value: object): value is Sealed => 'sealed' in value && 'key' in value;

const sealedIn = (value: unknown): readonly Sealed[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isSealed(value) ? [value] : Object.values(value).flatMap(sealedIn);
};

/** Every sealed text in clear; null where its key was destroyed. */
function opened(value: unknown, open: Opener): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => opened(one, open));
  if (isSealed(value)) return open(value) ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, opened(inner, open)]));
}

/** Refuses what is for others. */
export const notYours = (audience: Audience): Problem =>
  new Problem(
    403,
    'reading.notYours',
    '您不在可以查看该内容的人员之列(个人信息保护法 §6:最小范围)。',
    `This is for others to read (${audience}): least scope, PIPL §6.`,
    { article: '个人信息保护法 §6', audience },
  );

/** Reads at least as new as asked, in one snapshot, and opens what the reader may see. */
@Injectable()
export class Readings {
  private readonly opener: Codec['opener'];

  constructor(
    private readonly models: ReadModels,
    keys: KeyStore,
    private readonly clock: Clock,
  ) {
    this.opener = codec(keys).opener;
  }

  /** Today in Asia/Shanghai. */
  today(): string {
    return dayOf(this.clock.now());
  }

  /**
   * Waits for `atLeast`, asks over these views, gives out what the query's rules let this reader see, and says the
   * position of the answer. `as` says who reads; until it is called the public does.
   */
  async show<T extends object>(
    query: Query<NoInfer<T>>,
    atLeast: string | undefined,
    views: readonly string[],
    ask: (db: Kysely<ReadTables>, as: (reader: Reader) => Reader) => Promise<T | undefined>,
  ): Promise<Shown<T>> {
    if (atLeast !== undefined) await waitFor(this.models, atLeast, { views });
    const { position, result } = await atPosition<ReadTables, T | undefined>(
      this.models,
      views,
      async (db) => {
        let reader = thePublic;
        const answer = await ask(db, (one) => (reader = one));
        if (answer === undefined) return undefined;
        if (!belongs[query.asks](reader)) throw notYours(query.asks);
        return seenBy(query, answer, reader);
      },
    );
    if (result === undefined)
      throw new Problem(404, 'reading.missing', '没有找到。', 'There is nothing of this id.', { position });
    // what may not be seen was taken out before
    return { ...(opened(result, await this.opener(sealedIn(result))) as T), position };
  }

  /** What is in these views now, and the position of it, for commands that look at it; undefined while they are away. */
  async at<T>(
    views: readonly string[],
    ask: (db: Kysely<ReadTables>) => Promise<T>,
  ): Promise<Readonly<{ position: string; result: T }> | undefined> {
    try {
      return await atPosition<ReadTables, T>(this.models, views, ask);
    } catch (error) {
      // commands work without read models; a decider that needs them refuses by itself
      if (isAway(error)) return undefined;
      throw error;
    }
  }

  /** The texts of these sealed values, in their order; null where the key was destroyed. */
  async textsOf(sealed: readonly (Sealed | null)[]): Promise<readonly (string | null)[]> {
    const open = await this.opener(sealed.filter((one) => one !== null));
    return sealed.map((one) => (one === null ? null : (open(one) ?? null)));
  }

  /** Objections as this reader reads them: third persons blacked out for all who do not see the whole. */
  async blackened(objections: readonly ObjectionSeen[], reader: Reader) {
    const texts = await this.textsOf(objections.map(({ text }) => text));
    return objections.map((one, index) => {
      const text = texts[index] ?? null;
      return {
        ...one,
        text: text === null || seesWhole(reader, one) ? text : blackedOut(text, one.blackouts),
      };
    });
  }

  /** Who reads, seen from a community: what follows from the seats held today. */
  async reader(db: Kysely<ReadTables>, person: string | undefined, community: string): Promise<Reader> {
    if (person === undefined) return thePublic;
    const parents = await this.above(db, community);
    const seats = await seatsOfPerson(db, person, this.today());
    const here = seats.filter(({ place }) => place === community);
    const sits = (...bodies: readonly string[]): boolean => here.some(({ body }) => bodies.includes(body));
    return {
      person,
      organ: sits('branch', 'committee'),
      supervision: sits('supervision'),
      member: here.length > 0,
      above: seats.some(({ place }) => parents.includes(place)),
    };
  }

  /** Who reads, seen from whichever of these communities lets him see most: one where he has a seat, or one below his office. */
  async readerAmong(db: Kysely<ReadTables>, person: string, communities: readonly string[]): Promise<Reader> {
    const seats = (await seatsOfPerson(db, person, this.today())).map(({ place }) => place);
    const parents = await db
      .selectFrom('community_v2')
      .select((one) => one.fn.min('id').as('id'))
      .where('id', 'in', communities)
      .groupBy('parent')
      .execute();
    const asked = [...communities.filter((one) => seats.includes(one)), ...parents.map(({ id }) => id)];
    let best: Reader = { ...thePublic, person };
    for (const one of new Set(asked)) {
      const reader = await this.reader(db, person, one);
      if (belongs.within(reader)) return reader;
      if (belongs.seated(reader)) best = reader;
    }
    return best;
  }

  /** The community of a decision or a sitting. */
  async communityOf(
    db: Kysely<ReadTables>,
    kind: 'decision' | 'sitting' | 'notice',
    id: string,
  ): Promise<string | undefined> {
    const row =
      kind === 'decision'
        ? await db
            .selectFrom('decision_page_v2')
            .select('community')
            .where('decision', '=', id)
            .executeTakeFirst()
        : kind === 'sitting'
          ? await db
              .selectFrom('sitting_page_v1')
              .select('community')
              .where('sitting', '=', id)
              .executeTakeFirst()
          : await db.selectFrom('notice_v3').select('community').where('id', '=', id).executeTakeFirst();
    return row?.community ?? undefined;
  }

  /** The organizations above a community: street or town, district. */
  private async above(db: Kysely<ReadTables>, community: string): Promise<readonly string[]> {
    const found: string[] = [];
    let next = (
      await db.selectFrom('community_v2').select('parent').where('id', '=', community).executeTakeFirst()
    )?.parent;
    while (next !== undefined && next !== null && !found.includes(next) && found.length < 5) {
      found.push(next);
      const { parent } = (await db
        .selectFrom('organization_v1')
        .select('parent')
        .where('id', '=', next)
        .executeTakeFirst()) ?? { parent: null };
      next = parent ?? undefined;
    }
    return found;
  }

  /** The roles by which duties fall to a person: by his seats in communities, or as inspector of their street or town. */
  async roles(db: Kysely<ReadTables>, person: string): Promise<readonly HeldRole[]> {
    const seats = await seatsOfPerson(db, person, this.today());
    const offices = seats.filter(({ body }) => body === 'inspector').map(({ place }) => place);
    const below = (await Promise.all(offices.map((office) => communitiesUnder(db, office)))).flat();
    const street = below.map((community) => ({ community, role: 'street' as const, bodies: [] }));
    return [...rolesOf(seats), ...street];
  }

  /** Ids of all communities below an organization, at any depth. */
  async communitiesBelow(db: Kysely<ReadTables>, organization: string): Promise<readonly string[]> {
    const { rows } = await sql<{ id: string }>`
      with recursive below as (
        select id from organization_v1 where id = ${organization}
        union select o.id from organization_v1 o join below b on o.parent = b.id)
      select c.id from community_v2 c join below b on c.parent = b.id order by c.id`.execute(db);
    return rows.map(({ id }) => id);
  }
}
