import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64url, decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { openDevelopmentIssuer } from './auth-development-issuer.ts';

const claims = { subject: 'head-1', clientId: 'desk', roles: ['head'] };

async function newIssuer() {
  const issuerDir = await mkdtemp(join(tmpdir(), 'otinish-issuer-'));
  return { issuerDir, issuer: await openDevelopmentIssuer({ production: false, issuerDir }) };
}

test('a token says who holds it, to every process that shares the key', async () => {
  const { issuer, issuerDir } = await newIssuer();
  const other = await openDevelopmentIssuer({ production: false, issuerDir });

  expect(await other.verify(await issuer.issue(claims))).toEqual(claims);
});

test('processes that start together make one key', async () => {
  const issuerDir = await mkdtemp(join(tmpdir(), 'otinish-issuer-'));
  const open = () => openDevelopmentIssuer({ production: false, issuerDir });

  const [first, second] = await Promise.all([open(), open()]);

  expect(await second.verify(await first.issue(claims))).toEqual(claims);
});

test('a token of another key, without a signature, of another algorithm, or no token at all is nobody’s', async () => {
  const { issuer } = await newIssuer();
  const { issuer: stranger } = await newIssuer();
  const token = await issuer.issue(claims);
  const payload = decodeJwt(token);
  const symmetric = new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' });
  const late = { ...payload, exp: 1 };

  const bad = [
    await stranger.issue(claims),
    new UnsecuredJWT(payload).encode(),
    await symmetric.sign(new TextEncoder().encode('x'.repeat(32))),
    token.replace(/\.[^.]+\./, `.${base64url.encode(JSON.stringify(late))}.`),
    '',
  ];

  expect(await Promise.all(bad.map((each) => issuer.verify(each)))).toEqual(bad.map(() => null));
});

test('there is no embedded issuer in production', async () => {
  await expect(openDevelopmentIssuer({ production: true, issuerDir: tmpdir() })).rejects.toThrow(
    'production',
  );
});
