import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { freePort } from '../scripts/stack/ports.ts';
import { startProcess, type ManagedProcess } from '../scripts/stack/process.ts';
import { answersOk, waitUntilReady } from '../scripts/stack/wait.ts';
import { eventually } from './e2e/patience.ts';
import { createTestDatabase } from './test-database.ts';
import { openTestIssuer, type TestIssuer } from './test-issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'otinish-production-'));
let issuer: TestIssuer;
let env: NodeJS.ProcessEnv;
let api: ManagedProcess;
let apiUrl: string;

beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const certificateFile = join(folder, 'ca.pem');
  writeFileSync(certificateFile, cert);
  issuer = await openTestIssuer({ key, cert });
  const port = await freePort();
  apiUrl = `http://127.0.0.1:${String(port)}`;
  env = {
    ...process.env,
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: certificateFile,
    DATABASE_URL: await createTestDatabase(),
    TEMPORAL_ADDRESS: `127.0.0.1:${String(await freePort())}`,
    OTINISH_DATA_DIR: folder,
    PORT: String(port),
    OIDC_ISSUERS: JSON.stringify([issuer.entry()]),
    PUBLIC_URL: 'https://otinish.example.kz',
    WEBHOOK_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  await issuer.leave();
  api = await startProcess({
    name: 'server',
    command: process.execPath,
    args: ['server.ts'],
    env,
    logFolder: folder,
  });
  await waitUntilReady(api, answersOk(`${apiUrl}/healthz`));
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function asked(): Promise<number> {
  const token = await issuer.issue({ subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] });
  const answer = await fetch(`${apiUrl}/v1/applications`, { headers: { authorization: `Bearer ${token}` } });
  return answer.status;
}

test('in production the API starts while its issuer is away, and lets people in once that answers over TLS', async () => {
  expect(await asked()).toBe(503);

  await issuer.comeBack();
  await eventually('tokens are checked', asked, (status) => status === 200);

  await issuer.leave();
  expect(await asked()).toBe(200);
});

test('no token, and no number of a person, is in the log of the process', async () => {
  const [iin, token] = ['850101100012', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'];
  const headers = { authorization: `Bearer ${token}` };

  await fetch(`${apiUrl}/v1/applications?applicantId=${iin}&access_token=${token}`, { headers });

  const read = () => readFileSync(join(folder, 'server.log'), 'utf8');
  await expect.poll(read).toContain('"query":["applicantId","access_token"]');
  const log = read();
  expect(log).not.toContain(iin);
  expect(log).not.toContain(token);
});

test.each([
  ['no issuer', '[]', 'OIDC_ISSUERS names no issuer of tokens'],
  [
    'an issuer without TLS',
    JSON.stringify([{ ...plain(), issuer: 'http://127.0.0.1:1' }]),
    'must be https in production',
  ],
  ['a misspelt configuration', JSON.stringify([{ ...plain(), audience: 7 }]), '/0/audience'],
])('in production the API does not start with %s, and says why', (_what, issuers, why) => {
  const { status, stderr } = spawnSync(process.execPath, ['server.ts'], {
    env: { ...env, OIDC_ISSUERS: issuers },
    encoding: 'utf8',
  });

  expect([status, stderr]).toEqual([1, expect.stringContaining(why)]);
});

test.each([
  ['no key to seal the secrets of webhooks', 'WEBHOOK_SECRET_KEY', ''],
  ['a key of another length', 'WEBHOOK_SECRET_KEY', 'c2hvcnQ='],
  ['no address that portals know it by', 'PUBLIC_URL', ''],
  [
    'the published key of development',
    'WEBHOOK_SECRET_KEY',
    Buffer.from('otinish: a key for developing it').toString('base64'),
  ],
  [
    'the published key beside a good one',
    'WEBHOOK_SECRET_KEY',
    [Buffer.alloc(32, 1), Buffer.from('otinish: a key for developing it')]
      .map((key) => key.toString('base64'))
      .join(','),
  ],
  ['sandbox time', 'SANDBOX', 'true'],
  ['webhooks that lead into its own network', 'WEBHOOKS_INSIDE', 'true'],
])('in production the API does not start with %s, and names it', (_what, variable, value) => {
  const { status, stderr } = spawnSync(process.execPath, ['server.ts'], {
    env: { ...env, [variable]: value },
    encoding: 'utf8',
  });

  expect([status, stderr]).toEqual([1, expect.stringContaining(variable)]);
});

function plain() {
  return { issuer: 'https://sso.example.kz', audience: 'otinish', claims: { roles: 'roles' }, roles: {} };
}
