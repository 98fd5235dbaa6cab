import { StackProblem } from './tools.ts';

/**
 * The folder of the migration that comes after `existing` ones, numbered as they are. Throws `StackProblem` when one is not.
 *
 * @example nextMigrationName(['0009_lists', '0010_webhook_requests'], 'notices') // '0011_notices'
 */
export function nextMigrationName(existing: readonly string[], name: string): string {
  const numbers = existing.map((each) => Number(/^(\d{4})_/.exec(each)?.[1] ?? Number.NaN));
  if (numbers.some(Number.isNaN))
    throw new StackProblem(`not numbered like 0001_name: ${existing.join(', ')}`);
  return `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}_${name}`;
}
