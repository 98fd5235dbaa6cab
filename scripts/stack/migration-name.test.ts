import { expect, test } from 'vitest';
import { nextMigrationName } from './migration-name.ts';

test('a migration takes the next number, the first one 0001', () => {
  expect(nextMigrationName([], 'records')).toBe('0001_records');
  expect(nextMigrationName(['0009_lists', '0010_webhook_requests'], 'notices')).toBe('0011_notices');
});

test('after one that is not numbered there is no next number', () => {
  expect(() => nextMigrationName(['0001_records', '20261126101500_notices'], 'more')).toThrow(
    'not numbered like 0001_name',
  );
});
