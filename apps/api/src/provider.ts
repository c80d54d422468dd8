import * as oidc from 'openid-client';
import { personIdOf, type KeyStore } from '#eventing';
import { Problem } from './problem.js';

/** The identity provider of a production deployment (OpenID Connect, authorization code with PKCE). */
export type ProviderSettings = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where browsers reach the API. */
  publicUrl: string;
  /** The claim that holds the number of an identity document; without it `sub` must be a person id. */
  documentClaim: string | undefined;
}>;

/** What a browser keeps between leaving for the provider and coming back. */
type Leaving = Readonly<{ state: string; nonce: string; verifier: string }>;

const isPerson = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const notProven = (why: string): Problem =>
  new Problem(
    401,
    'session.notProven',
    '身份提供方没有证明您的身份,请重新登录。',
    `The identity provider did not prove who you are (${why}); sign in again.`,
  );

/** Speaks to the identity provider; nothing of what it says is kept but the person whom it proves. */
export class Provider {
  #known: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly keys: Pick<KeyStore, 'hmac'>,
  ) {}

  /** Asked once; a failure is not remembered. */
  #asked(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    // plain HTTP is for a peer on this very machine; the settings let in no other
    const local = server.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
    this.#known ??= oidc.discovery(server, clientId, clientSecret, undefined, local).catch((error: Error) => {
      this.#known = undefined;
      throw new Problem(
        503,
        'session.providerAway',
        '身份提供方暂时没有回应,请稍后再登录。',
        `The identity provider does not answer (${error.message}); sign in later.`,
        {},
        10,
      );
    });
    return this.#known;
  }

  #callback(): string {
    return new URL('/api/session/callback', this.settings.publicUrl).href;
  }

  #sealOf(text: string): string {
    return this.keys.hmac('provider-leaving', text);
  }

  /** Where to send the browser, and what it keeps until it is back. */
  async leave(): Promise<Readonly<{ to: string; kept: string }>> {
    const config = await this.#asked();
    const leaving: Leaving = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const to = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#callback(),
      scope: this.settings.documentClaim === undefined ? 'openid' : 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: 'S256',
      ...{ state: leaving.state, nonce: leaving.nonce },
    });
    const text = Buffer.from(JSON.stringify(leaving)).toString('base64url');
    return { to: to.href, kept: `${text}.${this.#sealOf(text)}` };
  }

  /** The person whom the provider has proven; 401 where it has not, or the browser did not leave from here. */
  async personOf(query: string, kept: string | undefined): Promise<string> {
    const [text = '', seal] = (kept ?? '').split('.');
    if (seal === undefined || this.#sealOf(text) !== seal)
      throw notProven('this browser did not leave from here');
    const { state, nonce, verifier } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Leaving;
    const config = await this.#asked();
    const claims = await oidc
      .authorizationCodeGrant(config, new URL(`${this.#callback()}${query}`), {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      })
      .then((tokens) => tokens.claims())
      .catch((error: Error) => {
        throw notProven(error.message);
      });
    const { documentClaim } = this.settings;
    const claim = documentClaim === undefined ? claims?.sub : claims?.[documentClaim];
    if (typeof claim !== 'string' || claim === '') throw notProven(`no claim ${documentClaim ?? 'sub'}`);
    if (documentClaim !== undefined) return personIdOf(this.keys, `document:${claim}`);
    if (!isPerson.test(claim)) throw notProven('sub is not a person id');
    return claim;
  }
}
