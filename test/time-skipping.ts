import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';

const attempts = 5;

/** A Temporal server whose time skips. The SDK waits five seconds for its start; on a busy machine it is started again. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: inject('testServerPath') } as const;
  for (let attempt = 1; ; attempt += 1)
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    } catch (error) {
      if (attempt === attempts || !String(error).includes('did not start within')) throw error;
    }
}
