import type { JWK } from 'jose';
import { onTestFinished } from 'vitest';
import { parseIssuers } from '../issuers.ts';
import { openTokenVerifier } from '../api/access/token-verifier.ts';
import { openTestIssuer } from './test-issuer.ts';

/** A verifier of one issuer's tokens, by a clock that the test moves. `entry` changes how the issuer is configured. */
export async function openTestVerifier(
  entry: Readonly<Record<string, unknown>> = {},
  further: readonly JWK[] = [],
) {
  const issuer = await openTestIssuer();
  onTestFinished(() => issuer.leave());
  issuer.publish(further);
  const parsed = parseIssuers(JSON.stringify([issuer.entry(entry)]), { production: false });
  if (parsed.kind !== 'issuers') throw new Error(parsed.faults.join('; '));
  let now = Date.now();
  const refusals: string[] = [];
  const verifier = openTokenVerifier({
    issuers: parsed.issuers,
    production: false,
    now: () => new Date(now),
    onRefused: ({ reason }) => refusals.push(reason),
  });
  return {
    issuer,
    /** Why tokens were refused, in order. */
    refusals,
    verify: (token: string) => verifier.verify(token),
    passes: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}
