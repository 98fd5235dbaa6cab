import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createSecretKey } from 'node:crypto';
import { base64url, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { openTestIssuer, type TestIssuer, type Twist } from '../../test/test-issuer.ts';
import { thumbprintOf } from './certificate.ts';

let world: ApiWorld;
let portals: TestIssuer;
let stranger: TestIssuer;
beforeAll(async () => {
  portals = await openTestIssuer();
  stranger = await openTestIssuer();
  world = await openApiWorld({}, [
    portals.entry({ clientNamespace: 'egov', roles: { submitter: 'portal' } }),
  ]);
});
afterAll(async () => {
  await world.close();
  await portals.leave();
  await stranger.leave();
});

const portal = { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] };
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1_000) + fromNow;

function ask(token: string, url = '/v1/applications') {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' };
  return world.app.inject({ method: 'GET', url, headers });
}

async function answerTo(token: string): Promise<unknown> {
  const reply = await ask(token);
  return [reply.statusCode, reply.json<{ code?: string }>().code];
}

test('a good token lets its holder in, within the skew of two clocks', async () => {
  const tokens = [
    await world.issuer.issue(portal),
    await world.issuer.issue(portal, { payload: { exp: seconds(-2) } }),
    await world.issuer.issue(portal, { payload: { nbf: seconds(3), iat: seconds(3) } }),
    await world.issuer.issue(portal, { header: { typ: 'application/at+jwt' } }),
    await world.issuer.issue(portal, { payload: { aud: ['elsewhere', 'otinish'] } }),
  ];

  expect(await Promise.all(tokens.map(async (token) => (await ask(token)).statusCode))).toEqual(
    Array(5).fill(200),
  );
});

const twisted: readonly (readonly [string, Twist | (() => Twist | Promise<Twist>)])[] = [
  ['is expired', () => ({ payload: { exp: seconds(-60) } })],
  ['never expires', { payload: { exp: undefined } }],
  ['is not valid yet', () => ({ payload: { nbf: seconds(60) } })],
  ['was issued in the future', () => ({ payload: { iat: seconds(60) } })],
  ['does not say when it was issued', { payload: { iat: undefined } }],
  ['tells its time in words', { payload: { exp: 'tomorrow' } }],
  ['is for another audience', { payload: { aud: 'elsewhere' } }],
  ['is for no audience', { payload: { aud: undefined } }],
  ['is of an issuer that is not configured', () => ({ payload: { iss: stranger.url } })],
  ['writes its issuer otherwise', () => ({ payload: { iss: `${world.issuer.url}/` } })],
  ['names several issuers', () => ({ payload: { iss: [world.issuer.url] } })],
  ['is of no issuer', { payload: { iss: undefined } }],
  ['is signed by another issuer of ours', () => ({ key: portals.privateKey() })],
  ['is signed by another issuer, and names its key', () => ({ payload: { iss: portals.url } })],
  ['is signed by a stranger', () => ({ key: stranger.privateKey() })],
  [
    'brings the key to check it with',
    () => ({ key: stranger.privateKey(), header: { jwk: stranger.publicKey() } }),
  ],
  [
    'tells where to fetch the key',
    () => ({
      key: stranger.privateKey(),
      header: { jku: `${stranger.url}/jwks`, kid: stranger.publicKey().kid },
    }),
  ],
  ['is an ID token', { header: { typ: 'JWT' } }],
  ['does not say what it is', { header: { typ: undefined } }],
  ['names a key that the issuer does not have', { header: { kid: 'unheard-of' } }],
  ['names no client', { payload: { client_id: undefined } }],
  ['names no subject', { payload: { sub: undefined } }],
  ['is bound to a certificate that nobody showed', { payload: { cnf: { 'x5t#S256': 'abc' } } }],
  ['is bound in a way that is not known', { payload: { cnf: { jkt: 'abc' } } }],
  ['is confined to an applicant who cannot be', { payload: { applicant: '850101100013' } }],
  ['is confined to several applicants', { payload: { applicant: ['850101100012'] } }],
];

test.each(twisted)('a token that %s is nobody’s', async (_what, twist) => {
  const token = await world.issuer.issue(portal, typeof twist === 'function' ? await twist() : twist);

  expect(await answerTo(token)).toEqual([401, 'unauthenticated']);
});

test('what is no signature of the issuer is nobody’s, however it is written', async () => {
  const good = await world.issuer.issue(portal);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const encoded = (value: object): string => base64url.encode(JSON.stringify(value));
  const claims: object = JSON.parse(new TextDecoder().decode(base64url.decode(payload)));
  const spki = await exportSPKI(await publicKeyOf(world.issuer));
  const confused = (secret: string): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: String(world.issuer.publicKey().kid) })
      .sign(createSecretKey(Buffer.from(secret)));
  const { privateKey: rsa } = await generateKeyPair('RS256');

  const bad = [
    new UnsecuredJWT({ ...claims }).encode(),
    `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    `${encoded({ alg: 'NONE', typ: 'at+jwt' })}.${payload}.${signature}`,
    await confused(spki),
    await confused(JSON.stringify(world.issuer.publicKey())),
    await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' }).sign(rsa),
    `${header}.${encoded({ ...claims, roles: ['admin'] })}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${good}.${signature}`,
    `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
    'a.b.c',
    '....',
    'e'.repeat(10_000),
    `${encoded([])}.${encoded([])}.AAAA`,
  ];

  expect(await Promise.all(bad.map(answerTo))).toEqual(bad.map(() => [401, 'unauthenticated']));
});

test('nothing is fetched for a token whose issuer is not configured', async () => {
  const before = stranger.asked();

  await answerTo(await stranger.issue(portal));

  expect(stranger.asked()).toBe(before);
});

test('a token counts in the header Authorization only, alone, as Bearer', async () => {
  const token = await world.issuer.issue(portal);
  const url = `/v1/applications?access_token=${token}`;
  const inQuery = await world.app.inject({ method: 'GET', url });
  const basic = await world.app.inject({
    method: 'GET',
    url: '/v1/applications',
    headers: { authorization: `Basic ${token}` },
  });

  expect([inQuery.statusCode, basic.statusCode]).toEqual([401, 401]);
});

test('two Authorization headers are refused, good as each may be', async () => {
  const token = await world.issuer.issue(portal);
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  const lines = (count: number): string =>
    `GET /v1/applications HTTP/1.1\r\nHost: local\r\nConnection: close\r\n${`Authorization: Bearer ${token}\r\n`.repeat(count)}\r\n`;

  expect(await exchange(port, lines(1))).toMatch(/^HTTP\/1.1 200 /);
  expect(await exchange(port, lines(2))).toMatch(/^HTTP\/1.1 400 /);
});

test('a token without a role of ours may do nothing', async () => {
  for (const roles of [[], ['cleaner'], ['constructor'], ['Portal']]) {
    expect(await answerTo(await world.issuer.issue({ ...portal, roles }))).toEqual([403, 'forbidden-role']);
  }
});

test('an issuer gives the roles of its own mapping, and no others', async () => {
  const asPortal = await portals.issue({ ...portal, roles: ['submitter'] });
  const pretender = await portals.issue({
    subject: 'head-1',
    clientId: 'desk',
    roles: ['head', 'portal', 'admin'],
  });

  expect(await answerTo(asPortal)).toEqual([200, undefined]);
  expect(await answerTo(pretender)).toEqual([403, 'forbidden-role']);
});

test('clients of two issuers with one id own nothing in common', async () => {
  const body = await world.submission('portal-1');
  const made = await world.call('portal-1', 'POST', '/v1/applications', { body });
  const path = String(made.headers['location']);
  const namesake = await portals.issue({ ...portal, roles: ['submitter'] });
  const forger = await world.issuer.issue({ ...portal, clientId: 'egov:portal-1' });

  expect((await ask(namesake, path)).statusCode).toBe(404);
  expect((await ask(namesake)).json()).toMatchObject({ items: [] });
  await world.db.application.update({
    where: { id: path.split('/')[3] ?? '' },
    data: { clientId: 'egov:portal-1' },
  });
  expect((await ask(namesake, path)).statusCode).toBe(200);
  expect((await ask(forger, path)).statusCode).toBe(404);
});

test('an officer may do what token and register both say', async () => {
  const token = (subject: string, ...roles: string[]) =>
    world.issuer.issue({ subject, clientId: 'desk', roles });
  await world.db.staff.update({ where: { id: 'executor-3' }, data: { active: false } });

  expect(await answerTo(await token('head-1', 'head'))).toEqual([200, undefined]);
  expect(await answerTo(await token('executor-2', 'head'))).toEqual([403, 'staff-role-differs']);
  expect(await answerTo(await token('head-1', 'admin'))).toEqual([403, 'forbidden-role']);
  expect(await answerTo(await token('head-99', 'head'))).toEqual([403, 'staff-not-registered']);
  expect(await answerTo(await token('a/../b', 'head'))).toEqual([403, 'staff-not-registered']);
  expect(await answerTo(await token('executor-3', 'executor'))).toEqual([403, 'staff-not-registered']);
});

test('a unit that contradicts the register lets nobody in', async () => {
  const head = { subject: 'head-1', clientId: 'desk', roles: ['head'] };

  expect(await answerTo(await world.issuer.issue({ ...head, unit: 'industry-committee' }))).toEqual([
    200,
    undefined,
  ]);
  expect(await answerTo(await world.issuer.issue({ ...head, unit: 'elsewhere' }))).toEqual([
    403,
    'staff-unit-differs',
  ]);
});

test('while an issuer is away, its tokens go on being good', async () => {
  const token = await portals.issue({ ...portal, roles: ['submitter'] });
  const before = await answerTo(token);

  await portals.leave();
  const meanwhile = await answerTo(token);
  await portals.comeBack();

  expect([before, meanwhile]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
});

test('while an issuer was never reached, its tokens are answered with 503 and when to come again', async () => {
  const away = await openTestIssuer();
  const fresh = await openApiWorld({}, [
    away.entry({ clientNamespace: 'away', roles: { submitter: 'portal' } }),
  ]);
  await away.leave();
  const authorization = `Bearer ${await away.issue({ ...portal, roles: ['submitter'] })}`;

  const reply = await fresh.app.inject({
    method: 'GET',
    url: '/v1/applications',
    headers: { authorization },
  });
  await fresh.close();

  expect(reply.json()).toMatchObject({ status: 503, code: 'identity-provider-away' });
  expect(reply.headers['retry-after']).toBe('5');
  expect(reply.headers['www-authenticate']).toBeUndefined();
});

test('a token bound to a certificate is good with the one that the reverse proxy hands on', async () => {
  const { cert } = await generate([{ name: 'commonName', value: 'portal-1' }], { keyType: 'ec' });
  const header = encodeURIComponent(cert);
  const secured = await openApiWorld({ CLIENT_CERTIFICATE_HEADER: 'X-Client-Certificate' });
  const cnf = { 'x5t#S256': thumbprintOf(header) };
  const authorization = `Bearer ${await secured.issuer.issue(portal, { payload: { cnf } })}`;
  const statusWith = async (headers: Readonly<Record<string, string>>): Promise<number> => {
    const request = {
      method: 'GET',
      url: '/v1/applications',
      headers: { authorization, ...headers },
    } as const;
    return (await secured.app.inject(request)).statusCode;
  };

  const statuses = [
    await statusWith({ 'x-client-certificate': header }),
    await statusWith({}),
    await statusWith({ 'client-cert': header }),
  ];
  await secured.close();

  expect(statuses).toEqual([200, 401, 401]);
});

test('a certificate said twice is none, whichever the proxy has added', async () => {
  const { cert } = await generate([{ name: 'commonName', value: 'portal-1' }], { keyType: 'ec' });
  const { cert: other } = await generate([{ name: 'commonName', value: 'portal-2' }], { keyType: 'ec' });
  // With the line's end that nginx writes: of two such texts one after another the first is read.
  const [own, added] = [cert, other].map((pem) => encodeURIComponent(`${pem}\n`));
  const secured = await openApiWorld({ CLIENT_CERTIFICATE_HEADER: 'X-Client-Certificate' });
  const cnf = { 'x5t#S256': thumbprintOf(String(own)) };
  const token = await secured.issuer.issue(portal, { payload: { cnf } });
  await secured.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = secured.app.server.address() as AddressInfo;
  const statusWith = async (...certificates: unknown[]): Promise<string> => {
    const lines = certificates.map((each) => `X-Client-Certificate: ${String(each)}\r\n`).join('');
    const request = `GET /v1/applications HTTP/1.1\r\nHost: local\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n${lines}\r\n`;
    return (await exchange(port, request)).slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length);
  };

  const statuses = [
    await statusWith(own),
    await statusWith(own, own),
    await statusWith(own, added),
    await statusWith(`${own}, ${added}`),
    await statusWith(`${own}${added}`),
  ];
  await secured.close();

  expect(statuses).toEqual(['200', '401', '401', '401', '401']);
});

function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

async function publicKeyOf(issuer: TestIssuer) {
  const key = await importJWK(issuer.publicKey(), 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('an issuer has no shared secret');
  return key;
}
