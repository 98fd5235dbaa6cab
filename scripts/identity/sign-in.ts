import type { IncomingMessage, ServerResponse } from 'node:http';

import type Provider from 'oidc-provider';

import { seededOfficers } from '../staff-seed.ts';

/** Where the provider sends people to say who they are. */
export const signInPath = '/sign-in/';

const accountId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The page on which a person chooses who he is, without a password. Who names himself in `login_hint` is not asked, so
 * that scripts sign in by the same code flow as people.
 */
export async function signIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const chosen = new URL(request.url ?? '', provider.issuer).searchParams.get('account');
  const account = chosen ?? params['login_hint'];
  if (typeof account === 'string' && accountId.test(account))
    return provider.interactionFinished(request, response, { login: { accountId: account } });

  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(page);
}

const page = `<!doctype html>
<html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Otinish</title>
<style>body{font:16px/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}li{margin:.3rem 0}</style>
<h1>Сіз кімсіз? · Кто вы? · Who are you?</h1>
<p>Әзірлеу ортасы: құпиясөзсіз. · Среда разработки: без пароля. · A development stack: no password.</p>
<ul>
${seededOfficers
  .map(({ id, name, post }) => `<li><a href="?account=${id}">${id}</a> · ${name} · ${post}</li>`)
  .join('\n')}
</ul></html>
`;
