import { afterEach, expect, test } from 'vitest';
import { clientCredentials } from './index.ts';
import { loopback, type Loopback } from './loopback.fake.ts';

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

test('an issuer that is away is asked again next time', async () => {
  issuer = await loopback(() => ({ status: 503 }));
  const token = clientCredentials({ issuer: issuer.url, clientId: 'portal-1', clientSecret: 'secret' });
  if (typeof token === 'string') throw new Error('tokens are asked for');

  await expect(token()).rejects.toThrow('unexpected HTTP response status code');
  await expect(token()).rejects.toThrow('unexpected HTTP response status code');
  expect(issuer.asked).toHaveLength(2);
});
