import * as oidc from 'openid-client';

/**
 * A bearer token, or how to get one. A function is asked before each request and keeps what it has; it is told the
 * token that was refused when it is to get another.
 */
export type TokenSource = string | ((refused?: string) => Promise<string>);

export interface ClientCredentials {
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
 * that need one at the same time wait for the same. Plain HTTP is for an issuer on this machine only.
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
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

function discover({ issuer, clientId, clientSecret }: ClientCredentials): Promise<oidc.Configuration> {
  const address = new URL(issuer);
  const here = address.protocol === 'http:' && loopback.includes(address.hostname);
  return oidc.discovery(
    address,
    clientId,
    undefined,
    oidc.ClientSecretBasic(clientSecret),
    here ? { execute: [oidc.allowInsecureRequests] } : {},
  );
}
