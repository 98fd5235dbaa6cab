import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';
import { expect, inject, test } from 'vitest';

import { testFolder } from '../../test/test-folder.ts';
import { applyMigrations } from './migrations.ts';

function migrations(sqlByName: Record<string, string>): string {
  const folder = testFolder();
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(sqlByName)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = name;
  return url.href;
}

test('migrations are applied once, in the order of their names', async () => {
  const database = await emptyDatabase('migrations_once');
  const folder = migrations({
    '0002_name': 'ALTER TABLE thing ADD COLUMN name text;',
    '0001_thing': 'CREATE TABLE thing (id int PRIMARY KEY);',
  });

  expect(await applyMigrations(database, folder)).toEqual(['0001_thing', '0002_name']);
  expect(await applyMigrations(database, folder)).toEqual([]);
});

test('a migration the database refuses is named, with what the database said', async () => {
  const database = await emptyDatabase('migrations_refused');
  const folder = migrations({ '0001_wrong': 'CREATE INDEX nowhere ON no_such_table (id);' });

  await expect(applyMigrations(database, folder)).rejects.toThrow(
    /No such table: no_such_table[^]*0001_wrong/,
  );
});
