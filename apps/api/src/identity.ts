import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Problem } from './problem.js';
import { ProvenTokens } from './proven-tokens.js';
import { cookieName, type Proven, type Sessions } from './sessions.js';

/** Where tokens come from: keys, and the issuer and audience that they must name. */
export type TokenRules = Readonly<{ keys: JWTVerifyGetKey; issuer: string; audience: string }>;

/** Symbol-free injection token of TokenRules. */
export const TOKEN_RULES = 'TOKEN_RULES';

export type Asking = FastifyRequest & { person?: string; session?: Proven };

/** So long a token proven once is believed: a key that its issuer withdraws ends with it. */
const believedMs = 30_000;

const isPerson = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Proves who asks, and nothing else: what the person may do follows from the seats. */
@Injectable()
export class IdentityGuard implements CanActivate {
  readonly #proven = new ProvenTokens(believedMs);

  constructor(
    private readonly rules: TokenRules,
    private readonly sessions: Pick<Sessions, 'prove'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asking>();
    const header = request.headers.authorization;
    if (header === undefined) return this.byCookie(request);
    const [scheme, token] = header.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw refused('no bearer token');
    request.person = await this.#proven.personOf(token, () => this.prove(token));
    return true;
  }

  /** A browser that is signed in; what it changes must come from a page of ours, which knows the token beside the cookie. */
  private async byCookie(request: Asking): Promise<true> {
    const session = await this.sessions.prove(cookieIn(request, cookieName));
    if (session === undefined) return true;
    const reads = ['GET', 'HEAD'].includes(request.method);
    const opens =
      request.method === 'POST' && /^\/api\/session(\/enrolment)?$/.test(request.routeOptions.url ?? '');
    if (!reads && !opens && (fromElsewhere(request) || request.headers['x-csrf-token'] !== session.csrf))
      throw otherSite();
    request.person = session.person;
    request.session = session;
    return true;
  }

  private async prove(token: string): Promise<{ person: string; exp: number }> {
    const { keys, issuer, audience } = this.rules;
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['EdDSA', 'ES256'],
      requiredClaims: ['sub', 'exp', 'iat'],
    }).catch((error: Error) => {
      throw refused(error.message);
    });
    const { sub: person = '', exp = 0 } = payload;
    if (!isPerson.test(person)) throw refused('sub is not a person id');
    return { person, exp };
  }
}

/** A cookie by its name. */
export const cookieIn = ({ headers }: Asking, name: string): string | undefined =>
  (headers.cookie ?? '')
    .split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Whether a browser says that a page of another site asks; what is no browser says nothing. */
export const fromElsewhere = ({ headers }: Asking): boolean =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

/** Refuses what a page of another site had a browser send. */
export const otherSite = (): Problem =>
  new Problem(
    403,
    'session.otherSite',
    '该请求不是从本站页面发出的,未予办理。请重新打开页面再试。',
    'This request did not come from a page of this site, so nothing was done. Open the page again.',
  );

const refused = (why: string): Problem =>
  new Problem(
    401,
    'identity.refused',
    '身份凭证无效,请重新登录。',
    `The token was refused (${why}); sign in again.`,
  );

/** The person who asks; 401 where there is none. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { person } = context.switchToHttp().getRequest<Asking>();
  if (person === undefined)
    throw new Problem(401, 'identity.missing', '请先登录。', 'Sign in first: no token was sent.');
  return person;
});

/** The person who asks, or undefined. */
export const Reader = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<Asking>().person,
);
