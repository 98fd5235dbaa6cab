import type { TestProject } from 'vitest/node';

import { applyMigrations } from '../scripts/stack/migrations.ts';
import { startPostgres } from '../scripts/stack/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the server's own database, for `createTestDatabase`. */
    postgresUrl: string;
    /** The database, with all migrations, that every test database is a copy of. */
    postgresTemplate: string;
  }
}

const template = 'template_otinish';

/** One PostgreSQL for the run, with a migrated database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  await applyMigrations(await postgres.createDatabase(template));
  project.provide('postgresUrl', postgres.url('postgres'));
  project.provide('postgresTemplate', template);
  return () => postgres.stop();
}
