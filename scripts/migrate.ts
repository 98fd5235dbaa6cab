// `npm run migrate`: applies the migrations to the database of DATABASE_URL; the one-shot job of a deployment.
import './setup/require-node.mjs';
import { masked } from '../operations/log-masking.ts';
import { applyMigrations } from './stack/migrations.ts';
import { StackProblem } from './stack/tools.ts';

try {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '')
    throw new StackProblem('DATABASE_URL must name the database to migrate.');
  const applied = await applyMigrations(url);
  process.stdout.write(
    applied.length === 0 ? 'no new migrations\n' : applied.map((name) => `applied ${name}\n`).join(''),
  );
} catch (error) {
  const said =
    error instanceof StackProblem ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${masked(said)}\n`);
  process.exitCode = 1;
}
