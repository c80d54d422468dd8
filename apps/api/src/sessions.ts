import { createHmac, hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { AccountEvent, AccountSession, AccountState, PersonState } from '#community/events';
import { codec, type Engine, type KeyStore } from '#eventing';
import { toSeal } from '#kernel';
import { codeHashOf } from './enrolment-code.js';
import { matches, secretOf } from './passwords.js';
import { Problem } from './problem.js';
import { ProvenTokens } from './proven-tokens.js';

/** The cookie: with this prefix a browser takes it over TLS (or from its own machine) only, for this host and every path. */
export const cookieName = '__Host-siyi';

const logger = new Logger('sign-in');
/** So long an ended session may still be believed by another process; by this one not at all. */
const believedMs = 5_000;
const hours = (count: number): number => count * 3_600_000;

/** What a browser gets: the cookie's value, the token against forged requests, and its end. */
export type Opened = Readonly<{ person: string; cookie: string; csrf: string; until: string }>;

/** A cookie that proves somebody. */
export type Proven = Readonly<{ person: string; session: string; csrf: string }>;

const digest = (text: string): string => hash('sha256', text, 'hex');
const form = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{43})$/;
const csrfOf = (secret: string): string => createHmac('sha256', secret).update('csrf').digest('base64url');
const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const refused = (): Problem =>
  new Problem(
    401,
    'session.refused',
    '账号或密码不正确;连续 5 次不正确将锁定 15 分钟。忘记密码请向登记员要一张新的注册码。',
    'Number or password is wrong, or the account is closed for 15 minutes after 5 wrong ones. If you forgot the password, ask the registrar for a new slip.',
  );

/** Local accounts: passwords are proven here, what became of it is an event of the account. */
export class Sessions {
  readonly #proven = new ProvenTokens(believedMs);
  readonly #opener: ReturnType<typeof codec>['opener'];

  constructor(
    private readonly engine: Engine,
    keys: KeyStore,
  ) {
    this.#opener = codec(keys).opener;
  }

  /** Whom a cookie proves; undefined for none, an ended one, or somebody whose data were erased. */
  async prove(cookie: string | undefined): Promise<Proven | undefined> {
    const [, person, session, secret] = form.exec(cookie ?? '') ?? [];
    if (cookie === undefined || person === undefined || session === undefined || secret === undefined)
      return undefined;
    const found = await this.#proven
      .personOf(cookie, () => this.#asked(person, session, secret))
      .catch((error: unknown) => {
        if (error === ended) return undefined;
        throw error;
      });
    return found === undefined ? undefined : { person, session, csrf: csrfOf(secret) };
  }

  async #asked(person: string, session: string, secret: string): Promise<{ person: string; exp: number }> {
    const open = (await this.#account(person))?.sessions.find(({ id }) => id === session);
    if (open === undefined || !same(open.tokenHash, digest(secret))) throw ended;
    const exp = Date.parse(open.until) / 1000;
    if (exp * 1000 <= Date.now()) throw ended;
    return { person, exp };
  }

  /** Signs in by password; 401 without saying what was wrong. */
  async signIn(person: string, password: string, keep: boolean): Promise<Opened> {
    const right = await this.#knows(person, password);
    const { opened, session } = this.#made(person, 'password', keep ? hours(720) : hours(12));
    const data = { matches: right, session, now: new Date().toISOString() };
    if (await this.#admits(person, 'SignIn', data, 'SignedIn')) return opened;
    throw refused();
  }

  /** Signs in whom an identity provider has proven. */
  async admit(person: string): Promise<Opened> {
    const { opened, session } = this.#made(person, 'provider', hours(12));
    await this.#give(person, 'SignIn', { matches: true, session, now: new Date().toISOString() });
    return opened;
  }

  /** The first password, or a new one, by the code of a slip; signs in at once. */
  async enrol(person: string, code: string, password: string): Promise<Opened> {
    const secret = toSeal(`person:${person}`, await secretOf(password));
    const { opened, session } = this.#made(person, 'enrolment', hours(720));
    await this.#give(person, 'Enrol', { codeHash: codeHashOf(code), secret, session });
    this.#proven.forget(person);
    return opened;
  }

  /** Another password; 401 where the old one is wrong. Of the sessions this one goes on. */
  async setPassword({ person, session }: Proven, old: string, password: string): Promise<void> {
    const right = await this.#knows(person, old);
    const secret = toSeal(`person:${person}`, await secretOf(password));
    const data = { matches: right, secret, session, now: new Date().toISOString() };
    if (!(await this.#admits(person, 'SetPassword', data, 'PasswordSet'))) throw refused();
    this.#proven.forget(person);
  }

  async signOut({ person, session }: Proven): Promise<void> {
    await this.#give(person, 'SignOut', { session });
    this.#proven.forget(person);
  }

  async signOutEverywhere({ person }: Proven): Promise<void> {
    await this.#give(person, 'SignOutEverywhere', {});
    this.#proven.forget(person);
  }

  /** The account as the log has it; none of somebody whose data were erased, which needs no key to be known. */
  async #account(person: string): Promise<Extract<AccountState, { status: 'known' }> | undefined> {
    const { state } = await this.engine.load<AccountState>('account', person);
    if (state.status === 'none') return undefined;
    const { state: whose } = await this.engine.load<PersonState>('person', person);
    return whose.status === 'erased' ? undefined : state;
  }

  async #knows(person: string, password: string): Promise<boolean> {
    const secret = (await this.#account(person))?.secret ?? null;
    return matches(secret === null ? undefined : (await this.#opener([secret]))(secret), password);
  }

  #made(person: string, proof: AccountSession['proof'], lasts: number) {
    const [id, secret] = [randomUUID(), randomBytes(32).toString('base64url')];
    const until = new Date(Date.now() + lasts).toISOString();
    const session: AccountSession = { id, tokenHash: digest(secret), until, proof };
    const opened: Opened = { person, cookie: `${person}.${id}.${secret}`, csrf: csrfOf(secret), until };
    return { opened, session };
  }

  async #admits(person: string, type: string, data: object, wanted: AccountEvent['type']): Promise<boolean> {
    const { events } = await this.#give(person, type, data);
    const admitted = events.some((event) => event.type === wanted);
    if (!admitted) logger.warn(`${type} of ${person} refused`);
    return admitted;
  }

  #give(person: string, type: string, data: object) {
    return this.engine.execute({
      ...{ category: 'account', id: person, command: { type, data }, commandId: randomUUID() },
      by: { person: 'system:edge' },
    });
  }
}

/** The cookie proves nobody any more. */
const ended = new Error('the session has ended');
