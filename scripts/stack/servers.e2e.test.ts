import { join } from 'node:path';

import { Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';

import { testFolder } from '../../test/test-folder.ts';
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
  const options = { dataDir: testFolder() };
  const postgres = await startPostgres(options);
  onTestFinished(() => postgres.stop());
  const kept = await postgres.createDatabase('kept');
  await query(kept, "CREATE TABLE word (text) AS SELECT 'ӨТІНІШ'");
  await postgres.process.kill();

  await postgres.startAgain();

  expect(await query(kept, 'SELECT lower(text) AS word FROM word')).toEqual([{ word: 'өтініш' }]);
});

test('PostgreSQL keeps its data in a folder that only its owner may enter, under root too', async () => {
  const closed = testFolder();
  const postgres = await startPostgres({ dataDir: join(closed, 'postgres') });
  onTestFinished(() => postgres.stop());

  expect(await query(postgres.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('Temporal keeps its data and the port of its UI when it is killed, and knows the search attributes each time', async () => {
  const options = {
    dbFile: join(testFolder(), 'temporal.db'),
    namespace: 'otinish',
    uiPort: 0,
  };
  const before = await startTemporal(options);
  onTestFinished(() => before.stop());
  await before.process.kill();
  await before.startAgain();
  await before.process.kill();

  const after = await startTemporal(options);
  onTestFinished(() => after.stop());

  const connection = await Connection.connect({ address: after.address });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: 'otinish',
  });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
  expect(after.uiUrl).toBe(before.uiUrl);
  await connection.close();
});
