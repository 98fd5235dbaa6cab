import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { parseIssuers } from '../../issuers.ts';
import { openTokenVerifier } from '../../api/access/token-verifier.ts';
import type { TokenClaims } from '../../api/token-verification.ts';
import { askForToken } from '../http/code-flow.ts';
import { tokenFor } from '../http/tokens.ts';
import { startIdentity, type Identity } from '../stack/identity.ts';
import { developmentIssuer } from './audience.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'otinish-identity-'));
let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity({ dataDir, logFolder: join(dataDir, 'logs') });
}, 60_000);
afterAll(async () => {
  await identity.process.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the API makes of a token of this provider. */
async function read(token: string): Promise<TokenClaims | null> {
  const parsed = parseIssuers(JSON.stringify([developmentIssuer(identity.issuer)]), { production: false });
  const issuers = parsed.kind === 'issuers' ? parsed.issuers : [];
  return openTokenVerifier({ issuers, production: false, now: () => new Date() }).verify(token);
}

test('a machine is its client, an officer his account, his role and his unit', async () => {
  expect(await read(await tokenFor('portal', dataDir))).toEqual({
    subject: 'portal-1',
    clientId: 'portal-1',
    roles: ['portal'],
  });
  expect(await read(await tokenFor('notifier', dataDir, 'notifier-7'))).toMatchObject({
    clientId: 'notifier-7',
    roles: ['notifier'],
  });
  expect(await read(await tokenFor('head', dataDir, 'head-2'))).toEqual({
    subject: 'head-2',
    clientId: 'desk',
    roles: ['head'],
    staffId: 'head-2',
    unit: 'industry-committee',
  });
});

test('any portal and any officer may be tried, under any client; a token may be confined to one applicant', async () => {
  expect(await read(await tokenFor('portal', dataDir, 'egov.kz', 'portal-of-x'))).toMatchObject({
    clientId: 'portal-of-x',
  });
  expect(await read(await tokenFor('executor', dataDir, 'executor-99', 'desk-2'))).toEqual({
    subject: 'executor-99',
    clientId: 'desk-2',
    roles: ['executor'],
    staffId: 'executor-99',
  });
  expect(await read(await tokenFor('portal', dataDir, undefined, undefined, '281240000015'))).toMatchObject({
    applicant: '281240000015',
  });
});

test('a machine gets no role of officers, and nobody a token without secret or proof', async () => {
  const asked = {
    grant_type: 'client_credentials',
    client_id: 'portal-1',
    client_secret: 'development-only',
  };

  expect(await read(await askForToken(identity.issuer, { ...asked, scope: 'head admin' }))).toMatchObject({
    roles: ['portal'],
  });
  await expect(askForToken(identity.issuer, { ...asked, client_secret: 'guess' })).rejects.toThrow(
    'gave no token',
  );
  const withoutProof = new URL('/auth', identity.issuer);
  withoutProof.search =
    'client_id=desk&response_type=code&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback';
  const reply = await fetch(withoutProof, { redirect: 'manual' });
  expect(reply.headers.get('location')).toContain('error=invalid_request');
});

test('who does not name himself is shown the officers to choose from', async () => {
  const start = new URL('/auth', identity.issuer);
  start.search =
    'client_id=desk&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%3A5173%2Fcallback' +
    '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
  const sent = await fetch(start, { redirect: 'manual' });
  const cookie = sent.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const page = await fetch(new URL(sent.headers.get('location') ?? '', start), { headers: { cookie } });

  expect(page.status).toBe(200);
  expect(await page.text()).toContain('href="?account=head-1"');
});

test('tokens stay good when the provider is started again', async () => {
  const token = await tokenFor('portal', dataDir);
  await identity.process.kill();

  await expect(tokenFor('portal', dataDir)).rejects.toThrow('npm start');
  identity = await startIdentity({ dataDir, logFolder: join(dataDir, 'logs') });

  expect(await read(token)).toMatchObject({ clientId: 'portal-1' });
});

test('it does not run in production', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/identity/provider.ts', '--port', '1', '--data', dataDir],
    { env: { ...process.env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );

  expect([status, stderr]).toEqual([1, expect.stringContaining('does not run in production')]);
});
