import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { tokenFor } from '../../scripts/http/tokens.ts';
import { calmStack } from './story.ts';

const launcher = fileURLToPath(new URL('../../bin/otinish.mjs', import.meta.url));

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly checks: readonly {
    readonly chapter: string;
    readonly title: string;
    readonly verdict: { readonly kind: 'passed' | 'failed' | 'skipped'; readonly reason?: string };
  }[];
}

async function conformance(
  tokens: Readonly<Record<string, string>>,
): Promise<{ code: number | null; report: Report }> {
  const { apiUrl } = calmStack();
  return new Promise((resolve) => {
    const args = Object.entries(tokens).flatMap(([name, token]) => [`--${name}`, token]);
    const words = [launcher, 'conformance', apiUrl, '--json', ...args];
    const child = execFile(process.execPath, words, { maxBuffer: 2 ** 24 }, (_error, stdout) =>
      resolve({ code: child.exitCode, report: JSON.parse(stdout) as Report }),
    );
  });
}

function reasons({ checks }: Report, kind: 'failed' | 'skipped'): string[] {
  return checks.flatMap(({ title, verdict }) =>
    verdict.kind === kind ? [`${title}: ${verdict.reason ?? ''}`] : [],
  );
}

test('a portal’s whole life passes against this deployment, officers and another portal included', async () => {
  const { dataDir } = calmStack();
  const token = (role: string, subject?: string) => tokenFor(role, dataDir, subject);
  const { code, report } = await conformance({
    token: await token('portal', 'portal-conformance'),
    'other-token': await token('portal', 'portal-other'),
    'executor-token': await token('executor'),
    'head-token': await token('head'),
    'notifier-token': await token('notifier'),
  });

  expect(reasons(report, 'failed')).toEqual([]);
  expect(code).toBe(0);
  expect(reasons(report, 'skipped')).toEqual([]);
});

test('a portal’s token alone is enough; what it cannot show is skipped by name', async () => {
  const { code, report } = await conformance({
    token: await tokenFor('portal', calmStack().dataDir, 'portal-alone'),
  });

  expect(reasons(report, 'failed')).toEqual([]);
  expect(code).toBe(0);
  expect(reasons(report, 'skipped')).toContain(
    'is examined by the executor whom the head appoints: needs --executor-token, --head-token and --notifier-token',
  );
});
