import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

import { root, StackProblem } from './tools.ts';

const defaultFolder = join(root, 'prisma', 'migrations');

// TypeScript knows WebAssembly only from the browser's types, which this project leaves out.
const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
  };
};

/** What all copies of this module share: a test runner may load it once for each of its projects. */
interface Shared {
  /** The package keeps its instance in a variable, and a second one would pull the first one's rug. */
  loaded?: Promise<void>;
  /** One engine at a time: two share the module's memory. */
  lastTurn: Promise<unknown>;
}
const shared = ((globalThis as { [key: symbol]: unknown })[Symbol.for('otinish.schema-engine')] ??= {
  lastTurn: Promise.resolve(),
} satisfies Shared) as Shared;

async function loadEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await webAssembly.instantiate(bytes, { './schema_engine_bg.js': wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** The driver cuts scripts at every semicolon, also inside a comment or a function's body: here each goes as one. */
class WholeScripts extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await connection.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return connection;
  }
}

/**
 * Works on a database with Prisma's own schema engine, as WebAssembly, for there is nothing to download then
 * (docs/decisions/0005).
 */
export function withSchemaEngine<T>(
  connectionString: string,
  work: (engine: wasm.SchemaEngine) => Promise<T>,
): Promise<T> {
  const turn = shared.lastTurn.then(() => useEngine(connectionString, work));
  shared.lastTurn = turn.catch(() => undefined);
  return turn;
}

async function useEngine<T>(
  connectionString: string,
  work: (engine: wasm.SchemaEngine) => Promise<T>,
): Promise<T> {
  await (shared.loaded ??= loadEngine());
  // The engine leaves its connections open, and with them its lock on the migrations: the pool is ours to end.
  const pool = new pg.Pool({ connectionString });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
    const engine = await wasm.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
    return await work(engine);
  } finally {
    await pool.end();
  }
}

/**
 * Applies what is new in `prisma/migrations` and gives the names applied, in order; as `prisma migrate deploy` would,
 * and recorded in the same `_prisma_migrations` table. Throws `StackProblem` with the database's own words.
 */
export async function applyMigrations(
  connectionString: string,
  folder = defaultFolder,
): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const input = {
    migrationsList: readMigrations(folder),
    filters: { externalTables: [], externalEnums: [] },
  };
  try {
    return await withSchemaEngine(connectionString, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations(input);
      return appliedMigrationNames;
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new StackProblem(`The migrations of ${folder} could not be applied: ${said}`, { cause });
  }
}

function readMigrations(baseDir: string): wasm.MigrationList {
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lockfile = join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
