import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { personIdOf, type KeyStore } from '#eventing';
import { codeHashOf, codeOf } from './enrolment-code.js';
import { Does, PathId } from './does.js';
import { Answer, Edge, FromSender, type Sent } from './edge.js';
import { cookieIn, fromElsewhere, otherSite, type Asking } from './identity.js';
import { mustBeFit } from './passwords.js';
import { KEYS, PROVIDER } from './ports.js';
import { Problem } from './problem.js';
import type { Provider } from './provider.js';
import { Readings } from './readings.js';
import * as dto from './session.dto.js';
import { cookieName, Sessions, type Opened, type Proven } from './sessions.js';

/** What one address may try in ten minutes: a meeting's thirty representatives behind one router, some of them twice. */
const tries = { rateLimit: { max: 60, timeWindow: 600_000 } };

/** Who one is, as the browser is told; and the engine's day, which in a stack of its own may be another than the world's. */
export type SessionShown = Readonly<{
  person: string | null;
  csrf: string | null;
  today: string;
  byProvider: boolean;
}>;

const example = {
  person: '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10',
  csrf: 'Yx3oZ1pQ9n0bVt5kLw2aRg',
  today: '2026-03-13',
};

const leavingName = '__Host-siyi-leaving';

const refusals: MethodDecorator = (target, name, descriptor) => {
  for (const status of [400, 401, 403, 422, 429, 503])
    ApiResponse({ status, description: 'problem+json with code and two languages' })(
      target,
      name,
      descriptor,
    );
};

const kept = (value: string, maxAge: number | undefined): string =>
  `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`;

/** Signing in and out of a browser; the cookie proves a person as a token does. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KEYS) private readonly keys: KeyStore,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(PROVIDER) private readonly provider: Provider | null,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who this browser is signed in as, and its token against forged requests' })
  @ApiResponse({ status: 200, example })
  show(@Req() { session }: Asking, @Res({ passthrough: true }) reply: FastifyReply): SessionShown {
    void reply.header('Cache-Control', 'no-store');
    return { person: session?.person ?? null, csrf: session?.csrf ?? null, ...this.besides() };
  }

  @Post()
  @HttpCode(200)
  @RouteConfig(tries)
  @ApiOperation({
    summary: 'Sign in by number and password; five wrong ones in a row close the account for 15 minutes',
  })
  @ApiResponse({ status: 200, example })
  @refusals
  async signIn(
    @Req() request: Asking,
    @Body() body: dto.SignInDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionShown> {
    this.mustBeLocal();
    this.mustBeHere(request);
    const opened = await this.sessions.signIn(this.whoOf(body), body.password, body.keep);
    return this.let(reply, opened, body.keep);
  }

  @Post('enrolment')
  @HttpCode(200)
  @RouteConfig(tries)
  @ApiOperation({ summary: 'Choose a password by the code of a slip; signs in' })
  @ApiResponse({ status: 200, example })
  @refusals
  async enrol(
    @Req() request: Asking,
    @Body() body: dto.EnrolDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionShown> {
    this.mustBeLocal();
    this.mustBeHere(request);
    const { code, password, document = '', communityNumber = '' } = body;
    mustBeFit(password, [document, communityNumber]);
    return this.let(reply, await this.sessions.enrol(this.whoOf(body), code, password), true);
  }

  @Post('password')
  @HttpCode(200)
  @RouteConfig(tries)
  @ApiOperation({ summary: 'Choose another password; every other browser is signed out' })
  @ApiResponse({ status: 200, example: { done: true } })
  @refusals
  async setPassword(@Req() request: Asking, @Body() body: dto.SetPasswordDto): Promise<{ done: true }> {
    this.mustBeLocal();
    const mine = mustBeIn(request);
    mustBeFit(body.password);
    await this.sessions.setPassword(mine, body.old, body.password);
    return { done: true };
  }

  @Post('signing-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out' })
  @ApiResponse({ status: 200, example: { done: true } })
  @refusals
  async signOut(
    @Req() request: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ done: true }> {
    await this.sessions.signOut(mustBeIn(request));
    void reply.header('Set-Cookie', kept('', 0));
    return { done: true };
  }

  @Post('signing-out-everywhere')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out of every browser' })
  @ApiResponse({ status: 200, example: { done: true } })
  @refusals
  async signOutEverywhere(
    @Req() request: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ done: true }> {
    await this.sessions.signOutEverywhere(mustBeIn(request));
    void reply.header('Set-Cookie', kept('', 0));
    return { done: true };
  }

  @Get('provider')
  @RouteConfig(tries)
  @ApiOperation({ summary: 'Leave for the identity provider, where one is set up' })
  @ApiResponse({ status: 303, description: 'the way there' })
  async leave(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { to, kept: value } = await this.mustHaveProvider().leave();
    void reply.header(
      'Set-Cookie',
      `${leavingName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600`,
    );
    void reply.header('Cache-Control', 'no-store').redirect(to, 303);
  }

  @Get('callback')
  @RouteConfig(tries)
  @ApiOperation({ summary: 'Back from the identity provider, which has proven a person' })
  @ApiResponse({ status: 303, description: 'to the web app, signed in' })
  async comeBack(@Req() request: Asking, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { search } = new URL(request.url, 'http://here');
    const person = await this.mustHaveProvider().personOf(search, cookieIn(request, leavingName));
    const { cookie } = await this.sessions.admit(person);
    void reply
      .header('Set-Cookie', [
        kept(cookie, undefined),
        `${leavingName}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
      ])
      .header('Cache-Control', 'no-store')
      .redirect('/app/', 303);
  }

  private mustHaveProvider(): Provider {
    if (this.provider !== null) return this.provider;
    throw new Problem(
      404,
      'session.noProvider',
      '本系统没有接入身份提供方,请用密码登录。',
      'No identity provider is set up; sign in by password.',
    );
  }

  /** Where a provider proves who somebody is, no password of ours does. */
  private mustBeLocal(): void {
    if (this.provider === null) return;
    throw new Problem(
      404,
      'session.byProvider',
      '本系统由身份提供方登录,不设本地密码。',
      'People sign in by the identity provider here; there are no passwords.',
    );
  }

  private besides(): Readonly<{ today: string; byProvider: boolean }> {
    return { today: this.readings.today(), byProvider: this.provider !== null };
  }

  private whoOf({ document, communityNumber, person }: dto.WhoDto): string {
    if (document !== undefined) return personIdOf(this.keys, `document:${document}`);
    if (communityNumber !== undefined) return personIdOf(this.keys, `communityNumber:${communityNumber}`);
    if (person !== undefined) return person;
    throw new Problem(400, 'session.noNumber', '请输入证件号码或社区编号。', 'Give your number.');
  }

  private mustBeHere(request: Asking): void {
    if (fromElsewhere(request)) throw otherSite();
  }

  private let(reply: FastifyReply, { person, cookie, csrf, until }: Opened, keep: boolean): SessionShown {
    const seconds = Math.floor((Date.parse(until) - Date.now()) / 1000);
    void reply
      .header('Set-Cookie', kept(cookie, keep ? seconds : undefined))
      .header('Cache-Control', 'no-store');
    return { person, csrf, ...this.besides() };
  }
}

function mustBeIn({ session }: Asking): Proven {
  if (session !== undefined) return session;
  throw new Problem(401, 'identity.missing', '请先登录。', 'Sign in first.');
}

/** Accounts, and the slips by which they are opened. */
@ApiTags('session')
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly edge: Edge,
    @Inject(KEYS) private readonly keys: KeyStore,
  ) {}

  @Does(
    'IssueEnrolment',
    ':id/enrolments',
    'Hand out a one-time code to somebody who sits below the own office',
  )
  async issue(
    @FromSender() sent: Sent,
    @PathId() id: string,
    @Body() { place }: dto.IssueEnrolmentDto,
  ): Promise<Answer> {
    // by the command's own id, so that a repeated request gets the same slip
    const code = codeOf(this.keys, this.edge.commandId(sent, `account-${id}`));
    const data = { person: id, place, codeHash: codeHashOf(code) };
    const { executed, key } = await this.edge.send(sent, 'account', id, 'IssueEnrolment', data);
    return sent.asksOnly ? new Answer(executed, key, { asked: true }) : new Answer(executed, key, { code });
  }
}
