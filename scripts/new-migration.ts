// `npm run migration -- <name>`: writes the SQL that leads from the newest migration to prisma/schema.prisma, as
// `prisma migrate dev --create-only` would, without Prisma's engine download. Read the SQL before committing it.
//
// Every migration keeps the schema it leads to beside its SQL, and schemas are compared, not databases: what was
// written by hand (triggers, partial indexes) is so never proposed for deletion.
import './setup/require-node.mjs';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nextMigrationName } from './stack/migration-name.ts';
import { withSchemaEngine } from './stack/migrations.ts';
import { startPostgres } from './stack/postgres.ts';
import { root, StackProblem } from './stack/tools.ts';

const folder = join(root, 'prisma', 'migrations');

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  if (!(error instanceof StackProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new StackProblem(
      'Name the migration in small letters, digits and underscores: npm run migration -- add_notices',
    );
  }
  const schema = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8');
  const sql = await difference(previousSchema(), schema);
  if (sql === undefined) {
    process.stdout.write('The newest migration leads to this schema already: nothing to write.\n');
    return;
  }
  const target = join(folder, nextMigrationName(migrations(), name));
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'migration.sql'), sql);
  writeFileSync(join(target, 'schema.prisma'), schema);
  const lock = join(folder, 'migration_lock.toml');
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  process.stdout.write(`wrote ${join(target, 'migration.sql')}\n`);
}

/** The names of all migrations, the oldest first. */
function migrations(): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** The schema the newest migration leads to; undefined before the first. */
function previousSchema(): string | undefined {
  const newest = migrations().at(-1);
  if (newest === undefined) return undefined;
  const file = join(folder, newest, 'schema.prisma');
  if (!existsSync(file))
    throw new StackProblem(`${file} is missing: put the schema there that ${newest} leads to.`);
  return readFileSync(file, 'utf8');
}

/** The SQL from one schema to another, or undefined when it would do nothing. */
async function difference(from: string | undefined, to: string): Promise<string | undefined> {
  const target = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const postgres = await startPostgres(); // The engine compares without a database, but does not start without one.
  try {
    const { stdout } = await withSchemaEngine(postgres.url('postgres'), (engine) =>
      engine.diff({
        from: from === undefined ? { tag: 'empty' } : target(from),
        to: target(to),
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    return stdout === null || stdout.includes('This is an empty migration') ? undefined : stdout;
  } catch (cause) {
    throw new StackProblem(cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    await postgres.stop();
  }
}
