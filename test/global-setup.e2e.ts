import type { TestProject } from 'vitest/node';

import { openStack, type Address, type RunningProcess } from './e2e/stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly calmStack: Address & { readonly processes: readonly RunningProcess[] };
  }
}

/**
 * One stack that nobody breaks, for all files that only talk to it; files about outages start their own. A server that
 * cannot be had fails the whole project here.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await openStack();
  const { apiUrl, dataDir, processes } = stack;
  project.provide('calmStack', { apiUrl, dataDir, processes: processes() });
  return () => stack.close();
}
