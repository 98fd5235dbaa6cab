import { execFile } from 'node:child_process';

import type { Stack } from './stack.ts';

/** Runs `otinish reconcile` where the API runs. */
export function reconcileIn(
  { env }: Pick<Stack, 'env'>,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/otinish.ts', 'reconcile', ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: `${stdout}${stderr}` }),
    );
  });
}
