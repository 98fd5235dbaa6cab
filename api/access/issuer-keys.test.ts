import { decodeProtectedHeader } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { openTestIssuer, type TestIssuer } from '../../test/test-issuer.ts';
import { IssuerAway, openIssuerKeys } from './issuer-keys.ts';

const holder = { subject: 'portal-1', clientId: 'portal-1', roles: [] };

/** Keys of an issuer, by a clock that the test moves. */
async function world() {
  const issuer = await openTestIssuer();
  onTestFinished(() => issuer.leave());
  let now = Date.parse('2026-11-26T12:00:00Z');
  const failures: unknown[] = [];
  const keys = openIssuerKeys({
    issuer: issuer.url,
    production: false,
    now: () => new Date(now),
    onAway: (cause) => failures.push(cause),
  });
  const asksFor = async (token: string): Promise<string> =>
    keys.keysFor(decodeProtectedHeader(token)).then(
      () => 'found',
      (error: unknown) => (error instanceof Error ? error.name : 'strange'),
    );
  return {
    issuer,
    failures,
    asksFor,
    passes: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

function token(issuer: TestIssuer): Promise<string> {
  return issuer.issue(holder);
}

test('nothing is asked before the first token, and then only once for all that come together', async () => {
  const { issuer, asksFor } = await world();
  const one = await token(issuer);
  expect(issuer.asked()).toBe(0);

  expect(await Promise.all([asksFor(one), asksFor(one), asksFor(one)])).toEqual(['found', 'found', 'found']);

  expect(issuer.asked()).toBe(2);
});

test('a rotated key is found when a token first names it', async () => {
  const { issuer, asksFor, passes } = await world();
  await asksFor(await token(issuer));
  passes(60);
  await issuer.rotate();

  expect(await asksFor(await token(issuer))).toBe('found');
});

test('invented key ids make the issuer be asked no more often than every ten seconds', async () => {
  const { issuer, asksFor, passes } = await world();
  const invented = await issuer.issue(holder, { header: { kid: 'invented' } });
  await asksFor(await token(issuer));
  passes(60);

  for (let attempt = 0; attempt < 20; attempt += 1) {
    expect(await asksFor(invented)).toBe('JWKSNoMatchingKey');
    passes(1);
  }

  expect(issuer.asked()).toBe(2 + 2 * 2);
});

test('while the issuer is away, known keys go on and an unknown one is told to be its absence', async () => {
  const { issuer, asksFor, passes, failures } = await world();
  const known = await token(issuer);
  await asksFor(known);
  await issuer.leave();
  await issuer.rotate();
  const unknown = await token(issuer);
  passes(60);

  expect([await asksFor(known), await asksFor(unknown), await asksFor(unknown)]).toEqual([
    'found',
    'IssuerAway',
    'IssuerAway',
  ]);
  expect(failures).toHaveLength(1);

  await issuer.comeBack();
  passes(6);
  expect(await asksFor(unknown)).toBe('found');
});

test('keys are believed for a day without their issuer, and no longer', async () => {
  const { issuer, asksFor, passes } = await world();
  const known = await token(issuer);
  await asksFor(known);
  await issuer.leave();

  passes(23 * 3_600);
  expect(await asksFor(known)).toBe('found');
  passes(2 * 3_600);
  expect(await asksFor(known)).toBe('IssuerAway');
  await issuer.comeBack();
});

test('an issuer that says it is another one is not believed', async () => {
  const { issuer } = await world();
  const failures: unknown[] = [];
  const keys = openIssuerKeys({
    issuer: issuer.url.replace('127.0.0.1', 'localhost'),
    production: false,
    now: () => new Date(),
    onAway: (cause) => failures.push(cause),
  });

  await expect(keys.keysFor(decodeProtectedHeader(await token(issuer)))).rejects.toThrow(IssuerAway);
  expect(String(failures[0])).toContain('says that it is http://127.0.0.1');
});
