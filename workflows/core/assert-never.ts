/** Marks a branch that no value can reach. Throws a plain `Error`: in a workflow that fails the task, not the case. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
