import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, test } from 'vitest';

import { startPostgres } from './postgres.ts';
import { searchAttributes } from './search-attributes.ts';
import { startTemporal } from './temporal.ts';

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

test('PostgreSQL keeps what was committed when it is killed', async () => {
  const options = { dataDir: mkdtempSync(join(tmpdir(), 'otinish-durable-')) };
  const before = await startPostgres(options);
  await query(await before.createDatabase('kept'), "CREATE TABLE word (text) AS SELECT 'ӨТІНІШ'");
  await before.process.kill();

  const after = await startPostgres(options);

  expect(await query(await after.createDatabase('kept'), 'SELECT lower(text) AS word FROM word')).toEqual([
    { word: 'өтініш' },
  ]);
  await after.stop();
});

test('Temporal keeps its data and the port of its UI when it is killed, and knows the search attributes each time', async () => {
  const options = {
    dbFile: join(mkdtempSync(join(tmpdir(), 'otinish-durable-')), 'temporal.db'),
    namespace: 'otinish',
    uiPort: 0,
  };
  const before = await startTemporal(options);
  await before.process.kill();

  const after = await startTemporal(options);

  const connection = await Connection.connect({ address: after.address });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: 'otinish',
  });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
  expect(after.uiUrl).toBe(before.uiUrl);
  await connection.close();
  await after.stop();
});
