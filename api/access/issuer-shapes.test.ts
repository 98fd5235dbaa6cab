// Tokens shaped as the documentation of their issuers shows them, read by the entries of docs/identity.md.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { expect, test } from 'vitest';
import type { Twist } from '../../test/test-issuer.ts';
import { openTestVerifier } from '../../test/test-verifier.ts';

const holder = { subject: 'subject-1', clientId: 'client-1', roles: [] };
const absent = undefined;
/** What the tests' issuer writes of itself and these issuers do not. */
const bare = { client_id: absent, roles: absent };

async function keyPair(alg: string, jwk: Partial<JWK> = {}): Promise<{ privateKey: CryptoKey; jwk: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), ...jwk } };
}

/** An issuer with further keys, a verifier that is configured for it, and the claims of a twisted token. */
async function world(entry: Readonly<Record<string, unknown>>, further: readonly JWK[] = []) {
  const opened = await openTestVerifier(entry, further);
  return {
    ...opened,
    read: async (twist: Twist) => opened.verify(await opened.issuer.issue(holder, twist)),
  };
}

interface Shape extends Required<Pick<Twist, 'header' | 'payload'>> {
  readonly entry: Readonly<Record<string, unknown>>;
  /** Whose the token is. */
  readonly client: string;
  /** What an ID token of the same issuer says otherwise. */
  readonly idToken: Readonly<Record<string, unknown>>;
}

const entra = {
  header: { alg: 'RS256', typ: 'JWT' },
  payload: {
    ...bare,
    aud: '11112222-bbbb-3333-cccc-4444dddd5555',
    azp: '00001111-aaaa-2222-bbbb-3333cccc4444',
    azpacr: '1',
    oid: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
    tid: 'aaaabbbb-0000-cccc-1111-dddd2222eeee',
    ver: '2.0',
    roles: ['Applications.Submit'],
  },
  client: '00001111-aaaa-2222-bbbb-3333cccc4444',
  idToken: { azp: absent, azpacr: absent, nonce: '12345' },
};
const keycloak = {
  header: { alg: 'RS256', typ: 'JWT' },
  payload: {
    ...bare,
    aud: ['otinish', 'account'],
    typ: 'Bearer',
    azp: 'portal-1',
    acr: '1',
    realm_access: { roles: ['offline_access', 'submitter'] },
    scope: 'openid profile',
    sid: 'c09af47f-db7c-4013-bff6-60b78b959786',
  },
  client: 'portal-1',
  idToken: { typ: 'ID', at_hash: 'UbB146Lw2fEcOkrltOo3uQ' },
};
const cognito = {
  header: { alg: 'RS256', typ: absent },
  payload: {
    ...bare,
    aud: absent,
    client_id: '1example23456789',
    sub: '1example23456789',
    token_use: 'access',
    scope: 'otinish/submit',
    auth_time: 1_700_000_000,
    version: 2,
  },
  client: '1example23456789',
  idToken: { client_id: absent, aud: '1example23456789', token_use: 'id' },
};
const auth0 = {
  header: { alg: 'RS256', typ: 'JWT' },
  payload: {
    ...bare,
    aud: ['https://otinish.example.kz', 'https://my-domain.example.com/userinfo'],
    azp: 'my_client_id',
    scope: 'openid submit:applications',
  },
  client: 'my_client_id',
  idToken: { aud: 'my_client_id' },
};

const tokens = new Map(
  Object.entries({ 'Entra ID': entra, Keycloak: keycloak, 'Amazon Cognito': cognito, Auth0: auth0 }),
);
/** The entries that docs/identity.md gives, each under the name of its issuer. */
const documented = readFileSync(new URL('../../docs/identity.md', import.meta.url), 'utf8').matchAll(
  /^### (.+)\n[^#]*?```json\n([^`]*)```/gm,
);
const shapes = Array.from(documented, ([, name = '', json = '']): [string, Shape] => {
  const { issuer: _address, ...entry }: Readonly<Record<string, unknown>> = JSON.parse(json);
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`docs/identity.md names ${name}, and no test has tried it`);
  return [name, { ...token, entry: { audience: absent, ...entry } }];
});

test('every issuer that was tried has its entry in the documentation', () => {
  expect(shapes.map(([name]) => name)).toEqual([...tokens.keys()]);
});

test.each(shapes)('an access token of %s is read as its entry says', async (_name, shape) => {
  const { privateKey: key, jwk } = await keyPair('RS256', { kid: 'rsa-1', use: 'sig' });
  const { read, refusals } = await world(shape.entry, [jwk]);
  const header = { ...shape.header, kid: 'rsa-1' };

  expect(await read({ key, header, payload: shape.payload })).toMatchObject({
    clientId: shape.client,
    roles: ['portal'],
  });
  expect(refusals).toEqual([]);
});

test.each(shapes)('an ID token of %s is refused, and so is any by default', async (_name, shape) => {
  const { privateKey: key, jwk } = await keyPair('RS256', { kid: 'rsa-1', use: 'sig' });
  const configured = await world(shape.entry, [jwk]);
  const unsaid = await world({ ...shape.entry, tokenTypes: absent }, [jwk]);
  const header = { ...shape.header, kid: 'rsa-1' };

  expect(await configured.read({ key, header, payload: { ...shape.payload, ...shape.idToken } })).toBeNull();
  expect(await unsaid.read({ key, header, payload: shape.payload })).toBeNull();
  expect(unsaid.refusals).toEqual(['its typ is none that the configuration allows']);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['has a nonce', { nonce: 'n' }],
  ['has the hash of an access token', { at_hash: 'h' }],
  ['has the hash of a code', { c_hash: 'h' }],
  ['is a logout token', { events: {} }],
  ['says that it is an ID token, in Cognito’s way', { token_use: 'id' }],
  ['says that it is an ID token, in Keycloak’s way', { typ: 'ID' }],
  ['says that it is for renewal', { typ: 'Refresh' }],
  ['is for its own client', { client_id: 'otinish' }],
])('under the typ of ID tokens, one that %s is refused', async (_what, payload) => {
  const { read, refusals } = await world({ tokenTypes: ['JWT'] });
  const header = { typ: 'JWT' };

  expect(await read({ header })).not.toBeNull();
  expect(await read({ header, payload })).toBeNull();
  expect(refusals).toHaveLength(1);
});

test('a claim that must be there is asked of every token, whatever its typ', async () => {
  const { read } = await world({ tokenTypes: ['at+jwt', 'JWT'], must: { token_use: 'access' } });
  const told = async (payload: object) => (await read({ payload: { ...payload } })) !== null;

  expect([
    await told({ token_use: 'access' }),
    await told({}),
    await told({ token_use: ['access'] }),
  ]).toEqual([true, false, false]);
});

test('without an audience only the named clients count, and no token that is for somebody', async () => {
  const { read } = await world({ audience: absent, clients: ['client-1'] });

  expect(await read({ payload: { aud: absent } })).toMatchObject({ clientId: 'client-1' });
  expect(await read({ payload: { aud: absent, client_id: 'client-2' } })).toBeNull();
  expect(await read({ payload: { aud: 'elsewhere' } })).toBeNull();
});

test.each([
  ['at+jwt', ['at+jwt'], true],
  ['AT+JWT', ['at+jwt'], true],
  ['application/at+jwt', ['at+jwt'], true],
  ['application/jwt', ['JWT'], true],
  ['jwt', ['JWT'], true],
  [absent, ['absent'], true],
  [absent, ['JWT'], false],
  ['JWT', ['absent'], false],
  ['at+jwt', ['JWT'], false],
  ['logout+jwt', ['at+jwt', 'JWT', 'absent'], false],
  ['', ['at+jwt', 'JWT', 'absent'], false],
  [null, ['at+jwt', 'JWT', 'absent'], false],
  [['JWT'], ['at+jwt', 'JWT', 'absent'], false],
])('the typ %j is held against %j', async (typ, tokenTypes, good) => {
  const { read } = await world({ tokenTypes });

  expect((await read({ header: { typ } })) !== null).toBe(good);
});

test('whatever the types allowed, no signature and a shared secret are none', async () => {
  const { issuer, verify } = await world({ tokenTypes: ['at+jwt', 'JWT', 'absent'] });
  const [, payload = ''] = (await issuer.issue(holder)).split('.');
  const claims = decodeJwt(`.${payload}.`);
  const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey()));

  expect(await verify(new UnsecuredJWT(claims).encode())).toBeNull();
  expect(
    await verify(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)),
  ).toBeNull();
});

test('without a key id, the keys that fit are tried', async () => {
  const others = await Promise.all([
    keyPair('RS256'),
    keyPair('EdDSA', { use: 'enc' }),
    keyPair('EdDSA', { kid: 'before', use: 'sig' }),
    keyPair('ES256', { use: 'sig' }),
  ]);
  const { read } = await world(
    {},
    others.map(({ jwk }) => jwk),
  );
  const told = await Promise.all([
    read({ header: { kid: absent } }),
    ...others.map(({ privateKey: key }, index) =>
      read({ key, header: { kid: absent, alg: ['RS256', 'EdDSA', 'EdDSA', 'ES256'][index] } }),
    ),
  ]);

  expect(told.map((claims) => claims !== null)).toEqual([true, true, false, true, true]);
});

test('a key that cannot be used keeps no other from being tried', async () => {
  const { privateKey: key, jwk } = await keyPair('RS256');
  const short = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });
  const { read } = await world({}, [{ kty: 'RSA', n: 'AA', e: 'AQAB' }, { kty: 'RSA', ...short }, jwk]);

  expect(await read({ key, header: { alg: 'RS256', kid: absent } })).not.toBeNull();
});

test('without a key id, a new key of the issuer is found when no known one fits', async () => {
  const { issuer, read, passes } = await world({});
  expect(await read({ header: { kid: absent } })).not.toBeNull();
  await issuer.rotate();

  passes(60);
  expect(await read({ header: { kid: absent } })).not.toBeNull();
});

test('of two keys with one id, the one that fits is taken, and of two that fit, the one that signed', async () => {
  const twins = await Promise.all(
    ['RS256', 'EdDSA', 'EdDSA'].map((alg) => keyPair(alg, { kid: 'twin', use: 'sig' })),
  );
  const { read } = await world(
    {},
    twins.map(({ jwk }) => jwk),
  );
  const stranger = await keyPair('EdDSA');
  const header = { kid: 'twin' };

  for (const [index, { privateKey: key }] of twins.entries()) {
    expect(await read({ key, header: { ...header, alg: index === 0 ? 'RS256' : 'EdDSA' } })).not.toBeNull();
  }
  expect(await read({ key: stranger.privateKey, header })).toBeNull();
});

test('a forged token is tried with eight keys at most, and asks the issuer no more often than others', async () => {
  const many = await Promise.all(Array.from({ length: 9 }, () => keyPair('EdDSA', { use: 'sig' })));
  const { issuer, read, passes } = await world(
    {},
    many.map(({ jwk }) => jwk),
  );
  const by = async (index: number) => {
    const key = many[index]?.privateKey;
    if (key === undefined) throw new Error('there are nine keys');
    return (await read({ key, header: { kid: absent } })) !== null;
  };

  expect([await by(0), await by(7), await by(8)]).toEqual([true, true, false]);

  const asked = issuer.asked();
  passes(60);
  for (let attempt = 0; attempt < 20; attempt += 1) await by(8);
  expect(issuer.asked()).toBe(asked + 2);
});

test('a forged token costs little, also with the largest set of the largest keys that are usual', async () => {
  const { jwk } = await keyPair('RS256');
  const large = await generateKeyPair('RS256', { modulusLength: 4_096, extractable: true });
  const largeJwk = await exportJWK(large.publicKey);
  const broken = { ...jwk, n: 'AA' };
  const { read } = await world({}, [...Array<JWK>(9).fill(largeJwk), ...Array<JWK>(40).fill(broken)]);
  const { privateKey: key } = await keyPair('RS256');
  await read({ key, header: { alg: 'RS256', kid: absent } });

  const before = process.cpuUsage();
  for (let attempt = 0; attempt < 50; attempt += 1)
    expect(await read({ key, header: { alg: 'RS256', kid: absent } })).toBeNull();
  const { user, system } = process.cpuUsage(before);

  expect((user + system) / 1_000 / 50).toBeLessThan(20);
});
