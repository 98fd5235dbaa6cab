import { afterAll, afterEach, beforeAll } from 'vitest';

import { openStack, type Stack } from './stack.ts';

/**
 * A stack for the tests of one file to break: opened before the first one, whole again after each, whatever it broke and however
 * it ended, and gone after the last. Its parts are there from the hooks of the file on, not before.
 */
export function ownStack(): Stack {
  const stack: Partial<Stack> = {};
  beforeAll(async () => void Object.assign(stack, await openStack()));
  afterEach(() => stack.mend?.());
  afterAll(() => stack.close?.());
  return stack as Stack;
}
