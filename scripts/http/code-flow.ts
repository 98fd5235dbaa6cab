import { createHash, randomBytes } from 'node:crypto';

/** What a program needs to sign somebody in. */
export interface SignIn {
  readonly issuer: string;
  readonly client: string;
  readonly secret?: string | undefined;
  readonly account: string;
  readonly scope: string;
}

const redirectUri = 'http://127.0.0.1/callback';
const longestWay = 10;

/**
 * Signs an officer in by code flow with PKCE, as a browser would: follows the provider from page to page with its
 * cookies, and changes the code for an access token. The provider asks nobody who names himself in `login_hint`.
 */
export async function signInByCode({ issuer, client, secret, account, scope }: SignIn): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const start = new URL('/auth', issuer);
  start.search = String(
    new URLSearchParams({
      client_id: client,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      login_hint: account,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  );
  const arrived = await follow(start);
  const code = arrived.searchParams.get('code');
  if (code === null) throw new Error(`${issuer} signed nobody in: ${arrived.searchParams.toString()}`);
  return askForToken(issuer, {
    grant_type: 'authorization_code',
    client_id: client,
    ...(secret === undefined ? {} : { client_secret: secret }),
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

/** Asks the provider's token endpoint. Throws with its own words when it refuses. */
export async function askForToken(issuer: string, form: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(new URL('/token', issuer), {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token === undefined)
    throw new Error(`${issuer} gave no token: ${answer.error_description ?? String(response.status)}`);
  return answer.access_token;
}

/** Goes from redirect to redirect until the one that leads back to us, and gives that address. */
async function follow(start: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let here = start;
  for (let step = 0; step < longestWay && !here.href.startsWith(redirectUri); step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(here, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`${here.pathname} answered ${response.status}: ${await response.text()}`);
    here = new URL(location, here);
  }
  return here;
}
