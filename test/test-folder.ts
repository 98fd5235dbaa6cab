import { rmSync } from 'node:fs';

import { onTestFinished } from 'vitest';

import { temporaryFolder } from '../scripts/stack/process.ts';

/** A temporary folder, closed to others, that goes with the test that asks for it. What runs in it must be stopped by a later `onTestFinished`, which comes first. */
export function testFolder(): string {
  const folder = temporaryFolder('otinish-of-a-test-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
