import { expect, test } from 'vitest';
import { openTestVerifier } from '../../test/test-verifier.ts';

const holder = { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] };

/** One issuer's tokens, good or not, by a clock that the test moves. */
async function world() {
  const { verify, ...rest } = await openTestVerifier();
  return { ...rest, isGood: async (token: string) => (await verify(token)) !== null };
}

test('a token that was good is refused once its term and the skew are over', async () => {
  const { issuer, isGood, passes, refusals } = await world();
  const token = await issuer.issue(holder);

  const told: boolean[] = [await isGood(token), await isGood(token)];
  for (const seconds of [3_598, 5, 5]) {
    passes(seconds);
    told.push(await isGood(token));
  }

  expect(told).toEqual([true, true, true, true, false]);
  expect(refusals).toEqual([expect.stringContaining('exp')]);
});

test('a token that was good is refused once its key is no more among the issuer’s', async () => {
  const { issuer, isGood, passes } = await world();
  const token = await issuer.issue(holder);
  expect([await isGood(token), await isGood(token)]).toEqual([true, true]);

  await issuer.rotate();
  const next = await issuer.issue(holder);
  passes(60);

  expect([await isGood(next), await isGood(token)]).toEqual([true, false]);
});

test('a token with the same claims and another signature is checked for itself', async () => {
  const { issuer, isGood } = await world();
  const token = await issuer.issue(holder);
  expect(await isGood(token)).toBe(true);

  const [header = '', claims = '', signature = ''] = token.split('.');
  const turned = Buffer.from(Buffer.from(signature, 'base64url').toReversed()).toString('base64url');

  expect(await isGood([header, claims, turned].join('.'))).toBe(false);
});

test('many tokens of many holders are all good, again and again', async () => {
  const { issuer, isGood } = await world();
  const tokens = await Promise.all(Array.from({ length: 1_200 }, () => issuer.issue(holder)));

  for (const token of [...tokens, ...tokens.slice(0, 50)]) expect(await isGood(token)).toBe(true);
});
