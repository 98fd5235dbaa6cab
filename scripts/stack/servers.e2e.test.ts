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
  const postgres = await startPostgres(options);
  const kept = await postgres.createDatabase('kept');
  await query(kept, "CREATE TABLE word (text) AS SELECT 'ӨТІНІШ'");
  await postgres.process.kill();

  await postgres.startAgain();

  expect(await query(kept, 'SELECT lower(text) AS word FROM word')).toEqual([{ word: 'өтініш' }]);
  await postgres.stop();
});

test('PostgreSQL keeps its data in a folder that only its owner may enter, under root too', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'otinish-closed-')); // Made with mode 700.
  const postgres = await startPostgres({ dataDir: join(closed, 'postgres') });

  expect(await query(postgres.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});

test('Temporal keeps its data and the port of its UI when it is killed, and knows the search attributes each time', async () => {
  const options = {
    dbFile: join(mkdtempSync(join(tmpdir(), 'otinish-durable-')), 'temporal.db'),
    namespace: 'otinish',
    uiPort: 0,
  };
  const before = await startTemporal(options);
  await before.process.kill();
  await before.startAgain();
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
