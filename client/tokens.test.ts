import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { clientCredentials, connect, NoToken, type ClientCredentials } from './index.ts';
import { loopback, type Loopback, type Said } from './loopback.fake.ts';

const credentials = { clientId: 'portal-1', clientSecret: 'not-to-be-told', backoffMs: 1 };

let issuer: Loopback;
afterEach(() => issuer.close());

/** An issuer whose tokens are numbered, and live as long as it says. */
async function portal(lifeSeconds: number, now?: () => number) {
  issuer = await loopback(({ method, path }, times) => {
    if (method === 'POST')
      return { body: { access_token: `t${times + 1}`, token_type: 'bearer', expires_in: lifeSeconds } };
    return path === '/.well-known/openid-configuration'
      ? { body: { issuer: issuer.url, token_endpoint: `${issuer.url}/token` } }
      : { status: 404 };
  });
  const source = clientCredentials(
    { issuer: issuer.url, clientId: 'portal-1', clientSecret: 'secret', resource: 'urn:otinish:api' },
    now,
  );
  if (typeof source === 'string') throw new Error('tokens are asked for');
  return source;
}

test('one token is kept, and requests at the same time wait for the same', async () => {
  const token = await portal(3600);

  expect(await Promise.all([token(), token(), token()])).toEqual(['t1', 't1', 't1']);
  expect(await token()).toBe('t1');
  const asked = issuer.asked.filter(({ method }) => method === 'POST');
  expect(asked).toHaveLength(1);
  const [, basic = ''] = asked[0]?.headers.authorization?.split(' ') ?? [];
  expect(decodeURIComponent(Buffer.from(basic, 'base64').toString())).toBe('portal-1:secret');
  expect(new URLSearchParams(asked[0]?.body).get('resource')).toBe('urn:otinish:api');
});

test('another one is got before the first ends, and when it was refused', async () => {
  let nowMs = 0;
  const token = await portal(3600, () => nowMs);
  await token();
  nowMs = 3539_000;
  expect(await token()).toBe('t1');
  nowMs = 3541_000;
  expect(await token()).toBe('t2');
  expect(await token('t2')).toBe('t3');
  expect(await token('t2')).toBe('t3');
});

test('the secret goes in the body to an issuer that says it knows nothing else', async () => {
  issuer = await loopback(({ method }) =>
    method === 'POST'
      ? { body: { access_token: 't', token_type: 'bearer', expires_in: 60 } }
      : {
          body: {
            issuer: issuer.url,
            token_endpoint: `${issuer.url}/token`,
            token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
          },
        },
  );
  const token = clientCredentials({ issuer: issuer.url, ...credentials });
  if (typeof token === 'string') throw new Error('tokens are asked for');
  await token();

  const [, asked] = issuer.asked;
  expect(asked?.headers.authorization).toBeUndefined();
  expect(Object.fromEntries(new URLSearchParams(asked?.body))).toMatchObject({
    client_id: 'portal-1',
    client_secret: 'not-to-be-told',
  });
});

/** What a reading throws whose token is asked of this issuer. */
async function refusalOf(given: Partial<ClientCredentials> = {}): Promise<unknown> {
  const token = clientCredentials({ issuer: issuer.url, ...credentials, ...given });
  return connect({ url: issuer.url, token })
    .getApplication({ path: { id: 'any' } })
    .catch((error: unknown) => error);
}

test.each<[string, Said, string]>([
  [
    'a body',
    { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } },
    '401 invalid_client, client authentication failed',
  ],
  ['a body with 400', { status: 400, body: { error: 'unauthorized_client' } }, '400 unauthorized_client'],
  [
    'a challenge',
    { status: 401, headers: { 'www-authenticate': 'Basic realm="id", error="invalid_client"' } },
    '401 invalid_client',
  ],
  [
    'a challenge without words',
    { status: 401, headers: { 'www-authenticate': 'Basic realm="id"' } },
    '401 the client id or its secret is wrong',
  ],
])(
  'a wrong secret, refused by %s, is told in the words of the issuer and never tried again',
  async (...row) => {
    const [, said, words] = row;
    issuer = await loopback(({ method, path }) => {
      if (method === 'POST')
        return { ...said, headers: { 'content-type': 'application/json', ...said.headers } };
      return path === '/.well-known/openid-configuration'
        ? { body: { issuer: issuer.url, token_endpoint: `${issuer.url}/token` } }
        : { status: 404 };
    });

    const refused = await refusalOf();

    expect(refused).toBeInstanceOf(NoToken);
    expect(refused).toMatchObject({
      message: `GET /v1/applications/any was not sent, for want of a token: ${issuer.url} gave none: ${words}`,
    });
    expect(issuer.asked.map(({ path }) => path)).toEqual(['/.well-known/openid-configuration', '/token']);
    expect(inspect(refused, { depth: 20 })).not.toMatch(/not-to-be-told|bm90LXRvLWJl/);
  },
);

test('an issuer that is away is asked again, and again with the next request', async () => {
  issuer = await loopback(() => ({ status: 503 }));

  const away = await refusalOf({ retries: 1 });
  await refusalOf({ retries: 0 });

  expect(away).toBeInstanceOf(NoToken);
  expect(away).toMatchObject({ message: expect.stringContaining('gave none: it answered 503') });
  expect(issuer.asked).toHaveLength(3);
});

test('an issuer that is not there is told down to the connection', async () => {
  issuer = await loopback(() => ({}));
  await issuer.close();

  await expect(refusalOf({ retries: 0 })).resolves.toMatchObject({
    message: expect.stringMatching(/gave none: .*ECONNREFUSED/),
  });
});
