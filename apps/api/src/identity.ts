import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Problem } from './problem.js';
import { ProvenTokens } from './proven-tokens.js';

/** Where tokens come from: keys, and the issuer and audience that they must name. */
export type TokenRules = Readonly<{ keys: JWTVerifyGetKey; issuer: string; audience: string }>;

/** Symbol-free injection token of TokenRules. */
export const TOKEN_RULES = 'TOKEN_RULES';

export type Asking = FastifyRequest & { person?: string };

const isPerson = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Proves who asks, and nothing else: what the person may do follows from the seats. */
@Injectable()
export class IdentityGuard implements CanActivate {
  readonly #proven = new ProvenTokens();

  constructor(private readonly rules: TokenRules) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asking>();
    const header = request.headers.authorization;
    if (header === undefined) return true;
    const [scheme, token] = header.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw refused('no bearer token');
    request.person = await this.#proven.personOf(token, () => this.prove(token));
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
