// `npm run migration -- <name>`: writes the SQL that leads from prisma/migrations to prisma/schema.prisma, as
// `prisma migrate dev --create-only` would, without Prisma's engine download. Read it before committing it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readMigrations, withSchemaEngine } from './stack/migrations.ts';
import { startPostgres } from './stack/postgres.ts';
import { root } from './stack/tools.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write(
    'Give the migration a name of small letters, digits and underscores: npm run migration -- add_notices\n',
  );
  process.exit(1);
}
const schemaFile = join(root, 'prisma', 'schema.prisma');
const folder = join(root, 'prisma', 'migrations');
const lock = join(folder, 'migration_lock.toml');
mkdirSync(folder, { recursive: true });
if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');

const postgres = await startPostgres();
try {
  const url = await postgres.createDatabase('shadow');
  const schema = { files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }] };
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...readMigrations(folder) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  if (stdout === null || stdout.includes('This is an empty migration')) {
    process.stdout.write('The migrations lead to this schema already: nothing to write.\n');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const target = join(folder, `${stamp}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'migration.sql'), stdout);
    process.stdout.write(`wrote ${join(target, 'migration.sql')}\n`);
  }
} finally {
  await postgres.stop();
}
