import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { inject } from 'vitest';

import { declareSure } from '../prisma/record-epochs.ts';

/** A fresh database with all migrations, for one test file; gives its connection string. */
export async function createTestDatabase(): Promise<string> {
  const [server, template] = [inject('postgresUrl'), inject('postgresTemplate')];
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(template)}`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  // No server runs that would compare it with a note.
  const database = new pg.Client({ connectionString: url.href });
  await database.connect();
  await database.query(declareSure);
  await database.end();
  return url.href;
}
