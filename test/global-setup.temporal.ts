import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundleWorkflowCode } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';

import { home, toolPath } from '../scripts/stack/tools.ts';
import { workflowSource } from '../workflows/source.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The time-skipping server's program, for `startTimeSkipping`. */
    testServerPath: string;
    /** The workflows, bundled once for the run, for `Worker.create({ workflowBundle: { codePath } })`. */
    workflowBundlePath: string;
  }
}

/** Finds the time-skipping server and bundles the workflows once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('testServerPath', toolPath('testServer'));
  const bundleFile = join(home, 'test', 'workflow-bundle.js');
  if (existsSync(workflowSource.workflowsPath)) {
    const { code } = await bundleWorkflowCode(workflowSource);
    mkdirSync(join(home, 'test'), { recursive: true });
    writeFileSync(bundleFile, code);
  }
  project.provide('workflowBundlePath', bundleFile);
}
