import * as oidc from 'openid-client';
import { reasonsOf } from './problems.ts';
import type { TokenSource } from './transport.ts';
import { patientFetch, type Tries } from './wire.ts';

export interface ClientCredentials extends Tries {
  /** The issuer's address, where `/.well-known/openid-configuration` is. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** The API as the issuer knows it (RFC 8707), where it asks for one. */
  readonly resource?: string;
}

/** A token that ends within this is not used any more: a request may be on its way that long. */
const spareMs = 60_000;
const loopback = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Tokens by client credentials (RFC 6749 §4.4), found by discovery. One is kept until shortly before its end; requests
 * that need one at the same time wait for the same. An issuer that is away is asked again, as `Tries` says; one that
 * refuses is not. Plain HTTP is for an issuer on this machine only.
 */
export function clientCredentials(given: ClientCredentials, now: () => number = Date.now): TokenSource {
  let configured: Promise<oidc.Configuration> | undefined;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    configured ??= discover(given).catch((error: unknown) => {
      configured = undefined;
      throw error;
    });
    const { scope, resource } = given;
    const answer = await oidc.clientCredentialsGrant(await configured, {
      ...(scope !== undefined && { scope }),
      ...(resource !== undefined && { resource }),
    });
    const lifeMs = (answer.expires_in ?? 0) * 1000;
    // A token shorter than the spare time is used for half its life rather than never.
    kept = { token: answer.access_token, until: now() + Math.max(lifeMs - spareMs, lifeMs / 2) };
    return answer.access_token;
  }

  return (refused) => {
    if (kept !== undefined && kept.token !== refused && now() < kept.until)
      return Promise.resolve(kept.token);
    asking ??= ask()
      .catch((error: unknown) => {
        throw new Error(`${given.issuer} gave none: ${wordsOf(error)}`);
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}

function discover(given: ClientCredentials): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = given;
  const address = new URL(issuer);
  const here = address.protocol === 'http:' && loopback.includes(address.hostname);
  return oidc.discovery(address, clientId, undefined, withSecret(clientSecret), {
    [oidc.customFetch]: patientFetch(given) as oidc.CustomFetch,
    ...(here && { execute: [oidc.allowInsecureRequests] }),
  });
}

/** In the header, as every issuer must take it (RFC 6749 §2.3.1), but for one whose metadata knows only the body. */
function withSecret(secret: string): oidc.ClientAuth {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...request) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const onlyBody = !known.includes('client_secret_basic') && known.includes('client_secret_post');
    return (onlyBody ? inBody : inHeader)(server, ...request);
  };
}

/** What an issuer said, in its own words where it had any (RFC 6749 §5.2). */
function wordsOf(error: unknown): string {
  if (error instanceof oidc.ResponseBodyError)
    return [`${error.status} ${error.error}`, error.error_description].filter(Boolean).join(', ');
  if (error instanceof oidc.WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = error.cause[0]?.parameters ?? {};
    const why = [code, description].filter(Boolean).join(', ');
    return `${error.status} ${why || 'the client id or its secret is wrong'}`;
  }
  const response: unknown = error instanceof Error ? error.cause : undefined;
  return response instanceof Response ? `it answered ${response.status}` : reasonsOf(error);
}
