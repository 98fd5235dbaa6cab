// OWASP API10 (2023), unsafe consumption of APIs: what an issuer of tokens answers is not believed for coming from it.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { IssuerAway, openIssuerKeys } from './issuer-keys.ts';

type Answer = (response: ServerResponse, issuer: string) => void;

const json = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const discovery: Answer = (response, issuer) => json(response, { issuer, jwks_uri: `${issuer}/jwks` });

/** What comes of asking for a key, and what is logged of it, when the issuer answers so. */
async function asked(answers: { readonly metadata?: Answer; readonly keys?: Answer }) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    const { metadata = discovery, keys = (r) => json(r, { keys: [] }) } = answers;
    (request.url === '/jwks' ? keys : metadata)(response, issuer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const failures: unknown[] = [];
  const keys = openIssuerKeys({
    issuer,
    production: false,
    now: () => new Date(),
    onAway: (cause) => failures.push(cause),
  });
  const outcome = await keys.keysFor({ alg: 'EdDSA', kid: 'any' }).then(
    () => 'found',
    (error: unknown) => error,
  );
  return { outcome, logged: String(failures[0]), paths };
}

const endless: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const write = (): void => {
    while (!response.destroyed && response.write('"keys":'.repeat(4_096)));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
};
const elsewhere: Answer = (response) => {
  response.writeHead(302, { location: 'http://127.0.0.1:1/inside' }).end();
};

test.each<[what: string, answers: Parameters<typeof asked>[0], why: string]>([
  ['redirects its metadata', { metadata: elsewhere }, 'fetch failed'],
  ['redirects its keys', { keys: elsewhere }, 'fetch failed'],
  ['answers metadata without end', { metadata: endless }, 'answers without end'],
  ['answers keys without end', { keys: endless }, 'answers without end'],
  ['answers with an error', { metadata: (r) => void r.writeHead(500).end('{}') }, 'answered 500'],
  ['answers with no JSON', { metadata: (r) => void r.end('<html>') }, 'not valid JSON'],
  ['names no keys', { metadata: (r, issuer) => json(r, { issuer }) }, 'names no issuer and no jwks_uri'],
  [
    'says that it is another',
    { metadata: (r) => json(r, { issuer: 'x', jwks_uri: 'x' }) },
    'says that it is x',
  ],
  [
    'keeps its keys where nothing is to be asked',
    { metadata: (r, issuer) => json(r, { issuer, jwks_uri: 'file:///etc/passwd' }) },
    'jwks_uri',
  ],
  [
    'gives keys without end',
    { keys: (r) => json(r, { keys: Array(51).fill({ kty: 'OKP' }) }) },
    'more than 50 keys',
  ],
  ['gives keys that are none', { keys: (r) => json(r, { keys: 'all' }) }, 'JSON Web Key Set malformed'],
])('an issuer that %s is as good as away, and the log says why', async (_what, answers, why) => {
  const { outcome, logged, paths } = await asked(answers);

  expect(outcome).toBeInstanceOf(IssuerAway);
  expect(logged).toContain(why);
  expect(paths).not.toContain('/inside');
});
